import type { ElementType } from "../element_type.ts";
import type { Dim } from "../graph.ts";
import { broadcastOf } from "./elementwise.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";

function checkInner(context: ShapeContext, a: Dim, b: Dim): void {
  if (typeof a === "number" && typeof b === "number" && a !== b) {
    throw context.flaw(`a row has ${a} elements and a column ${b}`);
  }
}

function multiplied(
  context: ShapeContext,
  { left, right, type }: {
    readonly left: number;
    readonly right: number;
    readonly type: ElementType | undefined;
  },
): (Facts | undefined)[] {
  const a = context.dimsOfRank(left, { atLeast: 1 });
  const b = context.dimsOfRank(right, { atLeast: 1 });
  if (a === undefined || b === undefined) return [facts(type, undefined)];
  checkInner(context, a.at(-1), b.length === 1 ? b[0] : b.at(-2));
  const batch = broadcastOf(context, a.slice(0, -2), b.slice(0, -2));
  // A vector is a row on the left and a column on the right, dropped afterwards.
  const rows = a.length === 1 ? [] : [a.at(-2)];
  const columns = b.length === 1 ? [] : [b.at(-1)];
  return [facts(type, [...batch, ...rows, ...columns])];
}

function matMul(context: ShapeContext): (Facts | undefined)[] {
  return multiplied(context, { left: 0, right: 1, type: context.type(0) });
}

function matMulInteger(context: ShapeContext): (Facts | undefined)[] {
  return multiplied(context, { left: 0, right: 1, type: "int32" });
}

function qLinearMatMul(context: ShapeContext): (Facts | undefined)[] {
  return multiplied(context, { left: 0, right: 3, type: context.type(7) });
}

function gemm(context: ShapeContext): (Facts | undefined)[] {
  const a = context.dimsOfRank(0, { atLeast: 2 });
  const b = context.dimsOfRank(1, { atLeast: 2 });
  for (const dims of [a, b]) {
    if (dims !== undefined && dims.length !== 2) {
      throw context.flaw(`a factor has ${dims.length} dimensions, not 2`);
    }
  }
  const turnA = context.attributes.int("transA", 0) !== 0;
  const turnB = context.attributes.int("transB", 0) !== 0;
  if (a !== undefined && b !== undefined) {
    checkInner(context, a[turnA ? 0 : 1], b[turnB ? 1 : 0]);
  }
  return [
    facts(context.type(0), [a?.[turnA ? 1 : 0], b?.[turnB ? 0 : 1]]),
  ];
}

/** Einstein's summation: each letter of the equation is an extent. */
function einsum(context: ShapeContext): (Facts | undefined)[] {
  const equation = context.attributes.text("equation", "").replace(/\s/g, "");
  const [left = "", right] = equation.split("->");
  const terms = left.split(",");
  // An ellipsis stands for a number of extents that differs from term to term.
  const plain = equation.length <= 256 && !equation.includes(".");
  if (!plain || terms.length !== context.arity) {
    return [facts(context.type(0), undefined)];
  }
  const extents = new Map<string, Dim>();
  for (const [input, term] of terms.entries()) {
    const dims = context.dims(input);
    if (dims !== undefined && dims.length !== term.length) {
      throw context.flaw(
        `the term "${term}" of its equation names ${term.length} axes and the input has ${dims.length}`,
      );
    }
    for (const [axis, letter] of [...term].entries()) {
      const dim = dims?.[axis];
      const before = extents.get(letter);
      if (before === undefined || before === 1) extents.set(letter, dim);
    }
  }
  const once = [...extents.keys()].sort()
    .filter((letter) => left.split(letter).length === 2);
  const letters = right === undefined ? once : [...right];
  return [
    facts(context.type(0), letters.map((letter) => extents.get(letter))),
  ];
}

/** Operators that multiply matrices. */
export const PRODUCT: ReadonlyMap<string, ShapeRule> = new Map([
  ["MatMul", matMul],
  ["MatMulInteger", matMulInteger],
  ["QLinearMatMul", qLinearMatMul],
  ["Gemm", gemm],
  ["Einsum", einsum],
]);
