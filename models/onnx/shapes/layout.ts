import type { Dim } from "../graph.ts";
import { mapDim, mergeDim } from "./dims.ts";
import { broadcastOf } from "./elementwise.ts";
import { shapeOf, unknownDims } from "./reshape.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";
import { sliceRanges } from "./slice_ranges.ts";

function concat(context: ShapeContext): (Facts | undefined)[] {
  const all = Array.from({ length: context.arity }, (_, i) => context.dims(i));
  const known = all.filter((dims) => dims !== undefined);
  const [first] = known;
  const type = context.type(0);
  if (first === undefined) return [facts(type, undefined)];
  const axis = context.axis(
    context.attributes.int("axis", 1),
    first.length,
  );
  const found = [...first];
  for (const dims of known) {
    if (dims.length !== first.length) {
      throw context.flaw(
        `its inputs have ${first.length} and ${dims.length} dimensions`,
      );
    }
    for (const [i, dim] of dims.entries()) {
      const other = found[i];
      if (i === axis) continue;
      if (
        typeof dim === "number" && typeof other === "number" && dim !== other
      ) {
        throw context.flaw(
          `its inputs have ${other} and ${dim} elements along axis ${i}`,
        );
      }
      found[i] = mergeDim(other, dim);
    }
  }
  const sum = known.length < all.length
    ? undefined
    : known.map((dims) => dims[axis]).reduce(addDims);
  found[axis] = sum;
  return [facts(type, found)];
}

function addDims(a: Dim, b: Dim): Dim {
  return typeof a === "number" && typeof b === "number"
    ? a + b
    : a === 0
    ? b
    : b === 0
    ? a
    : undefined;
}

function split(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dimsOfRank(0, { atLeast: 1 });
  const count = context.node.outputs.length;
  const type = context.type(0);
  const axis = dims &&
    context.axis(context.attributes.int("axis", 0), dims.length);
  const sizes = context.attributes.ints("split") ??
    (context.has(1) ? context.wholes(1) ?? null : undefined);
  if (sizes !== null && sizes !== undefined && sizes.length !== count) {
    throw context.flaw(
      `it names ${sizes.length} sizes and has ${count} outputs`,
    );
  }
  // Since operator set 18 the last part may be smaller than the others.
  const whole = dims?.[axis!];
  const even = mapDim(whole, (size) => Math.ceil(size / count));
  const part = (i: number): Dim => {
    if (sizes === null) return undefined;
    if (sizes !== undefined) return sizes[i];
    return i < count - 1 || typeof even !== "number"
      ? even
      : mapDim(whole, (size) => size - even * (count - 1));
  };
  return Array.from(
    { length: count },
    (_, i) => facts(type, dims?.map((dim, j) => j === axis ? part(i) : dim)),
  );
}

function slice(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const type = context.type(0);
  if (dims === undefined) return [facts(type, undefined)];
  const ranges = sliceRanges(context, dims);
  const found = dims.map((dim, axis) => {
    const range = ranges?.[axis];
    return range === "all" ? dim : range?.count;
  });
  return [facts(type, found)];
}

function pad(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const type = context.type(0);
  if (dims === undefined) return [facts(type, undefined)];
  const pads = context.opset < 11
    ? context.attributes.ints("pads") ?? context.attributes.ints("paddings")
    : context.wholes(1);
  const axes = context.has(3) ? context.wholes(3) : dims.map((_, i) => i);
  if (pads === undefined || axes === undefined) {
    return [facts(type, dims.map(() => undefined))];
  }
  if (pads.length !== 2 * axes.length) {
    throw context.flaw(
      `it names ${pads.length} amounts and ${2 * axes.length} are needed`,
    );
  }
  const found = [...dims];
  for (const [i, axis] of axes.entries()) {
    const place = context.axis(axis, dims.length);
    const more = pads[i]! + pads[i + axes.length]!;
    // An extent without a number keeps its name where nothing is added.
    if (more !== 0) found[place] = mapDim(found[place], (size) => size + more);
    const size = found[place];
    if (typeof size === "number" && size < 0) {
      throw context.flaw(`it takes more of axis ${axis} than there is`);
    }
  }
  return [facts(type, found)];
}

function expand(context: ShapeContext): (Facts | undefined)[] {
  const wanted = shapeOf(context, 1);
  const type = context.type(0);
  const from = context.dims(0);
  if (wanted === undefined || from === undefined) {
    const dims = unknownDims(context, 1);
    return [
      facts(
        type,
        from && dims && from.length <= dims.length ? dims : undefined,
      ),
    ];
  }
  return [facts(type, broadcastOf(context, from, wanted))];
}

function tile(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const repeats = context.wholes(1);
  return [
    facts(
      context.type(0),
      dims?.map((dim, axis) => {
        const times = repeats?.[axis];
        return times === 1
          ? dim
          : times === undefined
          ? undefined
          : mapDim(dim, (size) => size * times);
      }),
    ),
  ];
}

function gather(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dimsOfRank(0, { atLeast: 1 });
  const indices = context.dims(1);
  const type = context.type(0);
  if (dims === undefined || indices === undefined) {
    return [facts(type, undefined)];
  }
  const axis = context.axis(context.attributes.int("axis", 0), dims.length);
  return [
    facts(type, [...dims.slice(0, axis), ...indices, ...dims.slice(axis + 1)]),
  ];
}

function gatherElements(context: ShapeContext): (Facts | undefined)[] {
  return [facts(context.type(0), context.dims(1))];
}

function gatherND(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dimsOfRank(0, { atLeast: 1 });
  const indices = context.dimsOfRank(1, { atLeast: 1 });
  const depth = indices?.at(-1);
  const type = context.type(0);
  if (
    dims === undefined || indices === undefined || typeof depth !== "number"
  ) {
    return [facts(type, undefined)];
  }
  const batch = context.attributes.int("batch_dims", 0);
  return [
    facts(type, [...indices.slice(0, -1), ...dims.slice(batch + depth)]),
  ];
}

function depthToSpace(context: ShapeContext): (Facts | undefined)[] {
  return blocks(
    context,
    (size, block) => size * block,
    (depth, area) => depth / area,
  );
}

function spaceToDepth(context: ShapeContext): (Facts | undefined)[] {
  return blocks(
    context,
    (size, block) => size / block,
    (depth, area) => depth * area,
  );
}

function blocks(
  context: ShapeContext,
  space: (size: number, block: number) => number,
  depth: (depth: number, area: number) => number,
): (Facts | undefined)[] {
  const dims = context.dimsOfRank(0, { atLeast: 4 });
  const block = context.attributes.int("blocksize", 0);
  const change = (dim: Dim, axis: number): Dim =>
    axis === 0 ? dim : mapDim(dim, (size) => {
      const found = axis === 1
        ? depth(size, block * block)
        : space(size, block);
      if (!Number.isInteger(found)) {
        throw context.flaw(
          `${size} elements along axis ${axis} are no whole blocks of ${block}`,
        );
      }
      return found;
    });
  return [facts(context.type(0), dims?.map(change))];
}

/** Resizes by the wanted sizes or by factors; `Upsample` has only factors. */
function resize(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const type = context.type(0);
  if (dims === undefined) return [facts(type, undefined)];
  const upsample = context.node.op === "Upsample";
  const [factorsAt, sizesAt] = upsample || context.opset < 11
    ? [1, -1]
    : [2, 3];
  const axes = context.attributes.ints("axes")
    ?.map((axis) => context.axis(axis, dims.length)) ??
    dims.map((_, axis) => axis);
  const found = [...dims];
  const keeps = context.attributes
    .text("keep_aspect_ratio_policy", "stretch") !== "stretch";
  const sizes = context.has(sizesAt) ? shapeOf(context, sizesAt) : undefined;
  const factors = context.attributes.get("scales", "FLOATS") ??
    context.known(factorsAt)?.elements;
  for (const [i, axis] of axes.entries()) {
    const factor = factors?.[i];
    if (sizes !== undefined && !keeps) found[axis] = sizes[i];
    else if (typeof factor === "number" && !context.has(sizesAt)) {
      // A factor of 1 keeps the name of an extent.
      if (factor !== 1) {
        found[axis] = mapDim(dims[axis], (size) => Math.floor(size * factor));
      }
    } else found[axis] = undefined;
  }
  return [facts(type, found)];
}

/** Values sampled at points of a grid. */
function gridSample(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dimsOfRank(0, { atLeast: 3 });
  const grid = context.dimsOfRank(1, { atLeast: 3 });
  return [
    facts(
      context.type(0),
      dims && grid && [...dims.slice(0, 2), ...grid.slice(1, -1)],
    ),
  ];
}

/** Elements where a condition holds: how many is only known in the run. */
function compress(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  if (!context.attributes.has("axis")) {
    return [facts(context.type(0), [undefined])];
  }
  const axis = dims &&
    context.axis(context.attributes.int("axis", 0), dims.length);
  return [
    facts(
      context.type(0),
      dims?.map((dim, i) => i === axis ? undefined : dim),
    ),
  ];
}

/** Operators that select, repeat or rearrange elements. */
export const LAYOUT: ReadonlyMap<string, ShapeRule> = new Map([
  ["Concat", concat],
  ["Split", split],
  ["Slice", slice],
  ["Pad", pad],
  ["Expand", expand],
  ["Tile", tile],
  ["Gather", gather],
  ["GatherElements", gatherElements],
  ["GatherND", gatherND],
  ["DepthToSpace", depthToSpace],
  ["SpaceToDepth", spaceToDepth],
  ["Resize", resize],
  ["Upsample", resize],
  ["GridSample", gridSample],
  ["Compress", compress],
]);
