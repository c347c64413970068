import type { Dim } from "../graph.ts";
import { MAX_RANK, product } from "./dims.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";

function reshape(context: ShapeContext): (Facts | undefined)[] {
  const type = context.type(0);
  const dims = context.dims(0);
  const wanted: readonly Dim[] | undefined = context.opset < 5
    ? context.attributes.ints("shape")
    : shapeOf(context, 1);
  if (wanted === undefined) return [facts(type, unknownDims(context, 1))];
  const copies = context.attributes.int("allowzero", 0) === 0;
  const found = wanted.map((dim, axis) => {
    if (dim !== 0 || !copies) return dim;
    if (dims !== undefined && axis >= dims.length) {
      throw context.flaw(
        `it copies the extent of axis ${axis}, which is not there`,
      );
    }
    return dims?.[axis];
  });
  const open = wanted.indexOf(-1);
  const isNegative = (dim: Dim, axis: number): boolean =>
    typeof dim === "number" && dim < 0 && axis !== open;
  if (wanted.some(isNegative)) {
    throw context.flaw(`it cannot have the shape (${wanted.join(", ")})`);
  }
  if (open >= 0) {
    found[open] = dims && remaining(context, { dims, found, open });
  }
  const [before, after] = [dims && product(dims), product(found)];
  if (before !== undefined && after !== undefined && before !== after) {
    throw context.flaw(
      `${before} elements do not fill the shape (${found.join(", ")})`,
    );
  }
  return [facts(type, found)];
}

/** The extent that -1 stands for: what the others leave over. */
function remaining(
  context: ShapeContext,
  { dims, found, open }: {
    readonly dims: readonly Dim[];
    readonly found: readonly Dim[];
    readonly open: number;
  },
): Dim {
  // Extents without a number cancel out where both sides have them.
  const unmatched = dims.filter((dim) => typeof dim !== "number");
  const others: Dim[] = [];
  for (const [axis, dim] of found.entries()) {
    if (axis === open) continue;
    const twin = typeof dim === "string" ? unmatched.indexOf(dim) : -1;
    if (twin >= 0) unmatched.splice(twin, 1);
    else others.push(dim);
  }
  const left = product(dims.filter((dim) => typeof dim === "number"))!;
  const right = product(others);
  // One name over, and everything else cancelling, is that name.
  if (unmatched.length === 1 && right === left) return unmatched[0];
  if (right === undefined || unmatched.length > 0) return undefined;
  if (right === 0 ? left !== 0 : left % right !== 0) {
    throw context.flaw(
      `${left} elements do not fill rows of ${right}`,
    );
  }
  return right === 0 ? 0 : left / right;
}

/** Extents that an input spells out: numbers, names, or unknown. */
export function shapeOf(
  context: ShapeContext,
  input: number,
): Dim[] | undefined {
  const elements = context.known(input)?.elements;
  if (elements === undefined || elements.length > MAX_RANK) return undefined;
  return elements.map((element) =>
    typeof element === "bigint"
      ? Number(element)
      : typeof element === "string"
      ? element
      : undefined
  );
}

/** As many unknown extents as an input that spells a shape has elements. */
export function unknownDims(
  context: ShapeContext,
  input: number,
): Dim[] | undefined {
  const rank = context.dims(input)?.[0];
  return typeof rank === "number" && rank <= MAX_RANK
    ? new Array<Dim>(rank).fill(undefined)
    : undefined;
}

function flatten(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  if (dims === undefined) {
    return [facts(context.type(0), [undefined, undefined])];
  }
  const axis = context.attributes.int("axis", 1);
  const cut = axis === dims.length ? axis : context.axis(axis, dims.length);
  const [rows, columns] = [dims.slice(0, cut), dims.slice(cut)];
  return [facts(context.type(0), [fold(rows), fold(columns)])];
}

/** The product of extents; a name survives beside ones. */
function fold(dims: readonly Dim[]): Dim {
  const others = dims.filter((dim) => dim !== 1);
  return others.length === 1 ? others[0] : product(others);
}

function squeeze(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const type = context.type(0);
  const axes = context.axes(1);
  if (dims === undefined || axes === undefined) return [facts(type, undefined)];
  if (axes === "all") {
    // An unknown extent may be 1, so that not even the rank is known.
    return [
      facts(
        type,
        dims.every((dim) => typeof dim === "number")
          ? dims.filter((dim) => dim !== 1)
          : undefined,
      ),
    ];
  }
  const gone = new Set(axes.map((axis) => context.axis(axis, dims.length)));
  for (const axis of gone) {
    const dim = dims[axis];
    if (typeof dim === "number" && dim !== 1) {
      throw context.flaw(`it drops axis ${axis}, which has ${dim} elements`);
    }
  }
  return [facts(type, dims.filter((_, axis) => !gone.has(axis)))];
}

function unsqueeze(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const type = context.type(0);
  const axes = context.axes(1);
  if (dims === undefined || axes === undefined || axes === "all") {
    return [facts(type, undefined)];
  }
  const rank = dims.length + axes.length;
  const added = new Set(axes.map((axis) => context.axis(axis, rank)));
  if (added.size !== axes.length) {
    throw context.flaw("it adds an axis twice");
  }
  const rest = [...dims];
  return [
    facts(
      type,
      Array.from({ length: rank }, (_, i) => added.has(i) ? 1 : rest.shift()),
    ),
  ];
}

function transpose(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const type = context.type(0);
  const order = context.attributes.ints("perm") ??
    dims?.map((_, axis) => dims.length - 1 - axis);
  if (dims === undefined) {
    return [facts(type, order?.map(() => undefined))];
  }
  const isOrder = order!.length === dims.length &&
    new Set(order).size === dims.length;
  if (!isOrder) {
    throw context.flaw(
      `"perm" (${order!.join(", ")}) is no order of ${dims.length} axes`,
    );
  }
  return [
    facts(type, order!.map((axis) => dims[context.axis(axis, dims.length)])),
  ];
}

/** Operators that keep the elements and change the axes. */
export const RESHAPE: ReadonlyMap<string, ShapeRule> = new Map([
  ["Reshape", reshape],
  ["Flatten", flatten],
  ["Squeeze", squeeze],
  ["Unsqueeze", unsqueeze],
  ["Transpose", transpose],
]);
