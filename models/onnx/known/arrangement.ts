import { sliceRanges } from "../shapes/slice_ranges.ts";
import { sizeOf } from "../tensor.ts";
import type { Element } from "./known.ts";
import type { KnownRule } from "./rule.ts";
import { broadcastStrides, strided, stridesOf } from "./strided.ts";

/** The same elements in another shape. */
const reshaped: KnownRule = (context, [room]) => {
  const input = context.known(0);
  return input === undefined ? [] : [{ ...room!, elements: input.elements }];
};

const transposed: KnownRule = (context, [room]) => {
  const input = context.known(0);
  if (input === undefined) return [];
  const rank = input.dims.length;
  const order = context.attributes.ints("perm") ??
    input.dims.map((_, axis) => rank - 1 - axis);
  const from = stridesOf(input.dims);
  const strides = order.map((axis) => from[context.axis(axis, rank)]!);
  const elements = strided(input.elements, { dims: room!.dims, strides });
  return [{ ...room!, elements }];
};

const expanded: KnownRule = (context, [room]) => {
  const input = context.known(0);
  if (input === undefined) return [];
  const { dims } = room!;
  const strides = broadcastStrides(input.dims, dims);
  return [{ ...room!, elements: strided(input.elements, { dims, strides }) }];
};

const sliced: KnownRule = (context, [room]) => {
  const input = context.known(0);
  if (input === undefined) return [];
  const ranges = sliceRanges(context, input.dims);
  const from = stridesOf(input.dims);
  const strides = [...from];
  let offset = 0;
  for (const [axis, step] of from.entries()) {
    const range = ranges?.[axis];
    if (range === undefined) return [];
    if (range === "all") continue;
    strides[axis] = step * range.step;
    offset += step * range.start;
  }
  const { dims } = room!;
  return [
    { ...room!, elements: strided(input.elements, { dims, strides, offset }) },
  ];
};

const gathered: KnownRule = (context, [room]) => {
  const [input, indices] = [context.known(0), context.known(1)];
  if (input === undefined || indices === undefined) return [];
  const axis = context.axis(
    context.attributes.int("axis", 0),
    input.dims.length,
  );
  const extent = input.dims[axis]!;
  const outer = sizeOf(input.dims.slice(0, axis));
  const inner = sizeOf(input.dims.slice(axis + 1));
  const elements: Element[] = [];
  for (let row = 0; row < outer; row++) {
    for (const index of indices.elements) {
      const known = typeof index === "bigint" ? Number(index) : undefined;
      if (known !== undefined && (known < -extent || known >= extent)) {
        throw context.flaw(`it takes element ${known} of ${extent}`);
      }
      const place = known === undefined || known >= 0 ? known : known + extent;
      for (let i = 0; i < inner; i++) {
        elements.push(
          place === undefined
            ? undefined
            : input.elements[(row * extent + place) * inner + i],
        );
      }
    }
  }
  return [{ ...room!, elements }];
};

const joined: KnownRule = (context, [room]) => {
  const { dims } = room!;
  const axis = context.axis(context.attributes.int("axis", 1), dims.length);
  const outer = sizeOf(dims.slice(0, axis));
  const rows: Element[][] = Array.from({ length: outer }, () => []);
  for (let i = 0; i < context.arity; i++) {
    const facts = context.dims(i);
    const size = facts && sizeOf(facts.map(Number));
    // An input of unknown elements leaves a gap of its size.
    if (size === undefined || Number.isNaN(size)) return [];
    const elements = context.known(i)?.elements ??
      new Array<Element>(size).fill(undefined);
    const width = size / outer;
    for (const [row, into] of rows.entries()) {
      into.push(...elements.slice(row * width, (row + 1) * width));
    }
  }
  return [{ ...room!, elements: rows.flat() }];
};

const parted: KnownRule = (context, rooms) => {
  const input = context.known(0);
  if (input === undefined) return [];
  const rank = input.dims.length;
  const axis = context.axis(context.attributes.int("axis", 0), rank);
  const strides = stridesOf(input.dims);
  let start = 0;
  return rooms.map((room) => {
    const offset = start * strides[axis]!;
    start += room.dims[axis]!;
    const { dims } = room;
    return {
      ...room,
      elements: strided(input.elements, { dims, strides, offset }),
    };
  });
};

/** Operators that move elements. */
export const ARRANGEMENT_RULES: ReadonlyMap<string, KnownRule> = new Map([
  ["Concat", joined],
  ["Expand", expanded],
  ["Flatten", reshaped],
  ["Gather", gathered],
  ["Identity", reshaped],
  ["Reshape", reshaped],
  ["Slice", sliced],
  ["Split", parted],
  ["Squeeze", reshaped],
  ["Transpose", transposed],
  ["Unsqueeze", reshaped],
]);
