import { sizeOf } from "../tensor.ts";
import type { ShapeContext } from "../shapes/rule.ts";
import { type Element, isWhole, type Known } from "./known.ts";
import type { KnownRule, Room } from "./rule.ts";
import { broadcastStrides, strided } from "./strided.ts";

/** Arithmetic on two elements, where both are numbers of their kind. */
interface Arithmetic {
  readonly whole: (a: bigint, b: bigint) => bigint | undefined;
  readonly real: (a: number, b: number) => number | undefined;
  /** The number that leaves a named extent as it is, as the second operand. */
  readonly neutral?: bigint;
  readonly commutes?: true;
}

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  Add: {
    whole: (a, b) => a + b,
    real: (a, b) => a + b,
    neutral: 0n,
    commutes: true,
  },
  Sub: { whole: (a, b) => a - b, real: (a, b) => a - b, neutral: 0n },
  Mul: {
    whole: (a, b) => a * b,
    real: (a, b) => a * b,
    neutral: 1n,
    commutes: true,
  },
  // Whole numbers divide towards zero, as in C.
  Div: {
    whole: (a, b) => b === 0n ? undefined : a / b,
    real: (a, b) => a / b,
    neutral: 1n,
  },
  Max: { whole: (a, b) => a > b ? a : b, real: Math.max },
  Min: { whole: (a, b) => a < b ? a : b, real: Math.min },
  And: { whole: (a, b) => a & b, real: () => undefined },
  Or: { whole: (a, b) => a | b, real: () => undefined },
};

const COMPARISONS: Readonly<
  Record<string, (a: bigint | number, b: bigint | number) => boolean>
> = {
  Equal: (a, b) => a === b,
  Greater: (a, b) => a > b,
  GreaterOrEqual: (a, b) => a >= b,
  Less: (a, b) => a < b,
  LessOrEqual: (a, b) => a <= b,
};

const UNARY: Readonly<
  Record<string, {
    readonly whole: (a: bigint) => bigint | undefined;
    readonly real: (a: number) => number;
  }>
> = {
  Abs: { whole: (a) => a < 0n ? -a : a, real: Math.abs },
  Ceil: { whole: () => undefined, real: Math.ceil },
  Floor: { whole: () => undefined, real: Math.floor },
  Neg: { whole: (a) => -a, real: (a) => -a },
  Not: { whole: (a) => a === 0n ? 1n : 0n, real: () => NaN },
  Sqrt: { whole: () => undefined, real: Math.sqrt },
};

/** An element as its type holds it: whole numbers wrap, floats are rounded. */
function held(value: Element, { type }: Room): Element {
  if (typeof value === "bigint") {
    return type === "int32"
      ? BigInt.asIntN(32, value)
      : BigInt.asIntN(64, value);
  }
  return typeof value === "number" && type === "float32"
    ? Math.fround(value)
    : value;
}

function known(room: Room, elements: readonly Element[]): Known {
  return { ...room, elements: elements.map((value) => held(value, room)) };
}

/** The elements of inputs, stretched to a shape; `undefined` if one is not known. */
function stretched(
  context: ShapeContext,
  { dims }: Room,
): Element[][] | undefined {
  const all: Element[][] = [];
  for (let i = 0; i < context.arity; i++) {
    const input = context.known(i);
    if (input === undefined) return undefined;
    const strides = broadcastStrides(input.dims, dims);
    all.push(strided(input.elements, { dims, strides }));
  }
  return all;
}

function calculated({ whole, real, neutral, commutes }: Arithmetic): KnownRule {
  const apply = (a: Element, b: Element): Element => {
    if (typeof a === "bigint" && typeof b === "bigint") return whole(a, b);
    if (typeof a === "number" && typeof b === "number") return real(a, b);
    if (neutral === undefined) return undefined;
    if (b === neutral) return a;
    return commutes && a === neutral ? b : undefined;
  };
  return (context, [room]) => {
    const [first, ...others] = stretched(context, room!) ?? [];
    if (first === undefined) return [];
    // Each step wraps, so that repeated products cannot grow without end.
    const found = others.reduce(
      (left, right) => left.map((a, i) => held(apply(a, right[i]), room!)),
      first,
    );
    return [known(room!, found)];
  };
}

function compared(
  op: string,
  holds: (a: bigint | number, b: bigint | number) => boolean,
): KnownRule {
  const apply = (a: Element, b: Element): Element => {
    const isNumber = (x: Element): x is bigint | number =>
      typeof x === "bigint" || typeof x === "number";
    if (isNumber(a) && isNumber(b)) return holds(a, b) ? 1n : 0n;
    if (op !== "Equal") return undefined;
    if (typeof a === "string" && a === b) return 1n;
    // A named extent is a size, and no size is below 0.
    const [name, other] = typeof a === "string" ? [a, b] : [b, a];
    return typeof name === "string" && typeof other === "bigint" && other < 0n
      ? 0n
      : undefined;
  };
  return (context, [room]) => {
    const [a, b] = stretched(context, room!) ?? [];
    return a && b ? [known(room!, a.map((x, i) => apply(x, b[i])))] : [];
  };
}

function changed(op: string): KnownRule {
  const { whole, real } = UNARY[op]!;
  return (context, [room]) => {
    const input = context.known(0);
    if (input === undefined) return [];
    const apply = (a: Element): Element =>
      typeof a === "bigint"
        ? whole(a)
        : typeof a === "number"
        ? real(a)
        : undefined;
    return [known(room!, input.elements.map(apply))];
  };
}

const where: KnownRule = (context, [room]) => {
  const [conditions, ones, others] = stretched(context, room!) ?? [];
  if (conditions === undefined) return [];
  const choose = (condition: Element, i: number): Element => {
    const [one, other] = [ones?.[i], others?.[i]];
    if (typeof condition === "bigint") return condition === 0n ? other : one;
    return one === other ? one : undefined;
  };
  return [known(room!, conditions.map(choose))];
};

const cast: KnownRule = (context, [room]) => {
  const input = context.known(0);
  if (input === undefined) return [];
  const toWhole = isWhole(room!.type);
  const apply = (value: Element): Element => {
    if (room!.type === "bool" && typeof value !== "string") {
      return value === undefined ? undefined : Number(value) === 0 ? 0n : 1n;
    }
    if (typeof value === "number" && toWhole) {
      return Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
    }
    if (typeof value === "bigint" && !toWhole) return Number(value);
    return typeof value === "string" && !toWhole ? undefined : value;
  };
  return [known(room!, input.elements.map(apply))];
};

const REDUCED: Readonly<Record<string, string>> = {
  ReduceMax: "Max",
  ReduceMin: "Min",
  ReduceProd: "Mul",
  ReduceSum: "Add",
};

/** Reduces a list to its only element, as counting the elements of a shape does. */
function reduced(op: string): KnownRule {
  const { whole, real } = ARITHMETIC[REDUCED[op]!]!;
  return (context, [room]) => {
    const input = context.known(0);
    if (input === undefined || input.dims.length !== 1) return [];
    if (sizeOf(room!.dims) !== 1 || input.elements.length === 0) return [];
    const found = input.elements.reduce((a, b) =>
      typeof a === "bigint" && typeof b === "bigint"
        ? held(whole(a, b), room!)
        : typeof a === "number" && typeof b === "number"
        ? held(real(a, b), room!)
        : undefined
    );
    return [known(room!, [found])];
  };
}

/** Operators that compute elements. */
export const ARITHMETIC_RULES: ReadonlyMap<string, KnownRule> = new Map([
  ...Object.entries(ARITHMETIC)
    .map(([op, how]): [string, KnownRule] => [op, calculated(how)]),
  ...Object.entries(COMPARISONS)
    .map(([op, holds]): [string, KnownRule] => [op, compared(op, holds)]),
  ...Object.keys(UNARY).map((op): [string, KnownRule] => [op, changed(op)]),
  ...Object.keys(REDUCED).map((op): [string, KnownRule] => [op, reduced(op)]),
  ["Where", where],
  ["Cast", cast],
]);
