import type { Dim } from "../graph.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";

function reducedDims(
  context: ShapeContext,
  axes: readonly number[],
): Dim[] | undefined {
  const dims = context.dims(0);
  if (dims === undefined) return undefined;
  const keep = context.attributes.int("keepdims", 1) !== 0;
  const gone = new Set(axes.map((axis) => context.axis(axis, dims.length)));
  return dims
    .map((dim, axis) => gone.has(axis) ? 1 : dim)
    .filter((_, axis) => keep || !gone.has(axis));
}

function reduce(context: ShapeContext): (Facts | undefined)[] {
  const type = context.type(0);
  const dims = context.dims(0);
  const named = context.axes(1);
  // No axes mean all of them, unless the node says that they mean none.
  const none = named === "all" || named?.length === 0;
  if (none && context.attributes.int("noop_with_empty_axes", 0) !== 0) {
    return [facts(type, dims)];
  }
  const keep = context.attributes.int("keepdims", 1) !== 0;
  if (named === undefined) {
    return [facts(type, keep ? dims?.map(() => undefined) : undefined)];
  }
  if (!none) return [facts(type, reducedDims(context, named))];
  if (dims === undefined) return [facts(type, keep ? undefined : [])];
  return [facts(type, reducedDims(context, dims.map((_, axis) => axis)))];
}

function argument(context: ShapeContext): (Facts | undefined)[] {
  const axis = context.attributes.int("axis", 0);
  return [facts("int64", reducedDims(context, [axis]))];
}

/** The largest or smallest elements along an axis, and where they were. */
function topK(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dimsOfRank(0, { atLeast: 1 });
  const count = context.opset < 10
    ? context.attributes.int("k", 0)
    : context.wholes(1)?.[0];
  const axis = dims &&
    context.axis(context.attributes.int("axis", -1), dims.length);
  const found = dims?.map((dim, i) => i === axis ? count : dim);
  return [facts(context.type(0), found), facts("int64", found)];
}

const REDUCTIONS = "L1 L2 LogSum LogSumExp Max Mean Min Prod Sum SumSquare"
  .split(" ");

/** Operators that shrink axes to one element. */
export const REDUCTION: ReadonlyMap<string, ShapeRule> = new Map([
  ...REDUCTIONS.map((name): [string, ShapeRule] => [`Reduce${name}`, reduce]),
  ["ArgMax", argument],
  ["ArgMin", argument],
  ["TopK", topK],
]);
