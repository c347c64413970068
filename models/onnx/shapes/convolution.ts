import type { ElementType } from "../element_type.ts";
import type { Dim } from "../graph.ts";
import { mapDim } from "./dims.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";
import { slide, unslide } from "./window.ts";

function convolved(
  context: ShapeContext,
  { weight, type }: {
    readonly weight: number;
    readonly type: ElementType | undefined;
  },
): (Facts | undefined)[] {
  const input = context.dimsOfRank(0, { atLeast: 3 });
  const kernel = context.dimsOfRank(weight, { atLeast: 3 });
  if (kernel === undefined || input === undefined) {
    return [facts(type, unknownSpatial(input, kernel))];
  }
  const group = context.attributes.int("group", 1);
  checkChannels(context, {
    channels: input[1],
    expected: mapDim(kernel[1], (size) => size * group),
  });
  const shape = context.attributes.ints("kernel_shape") ?? kernel.slice(2);
  const spatial = slide(context, { spatial: input.slice(2), kernel: shape });
  return [facts(type, [input[0], kernel[0], ...spatial])];
}

/** Where only one of the two is known, the rank is all that it tells. */
function unknownSpatial(
  input: readonly Dim[] | undefined,
  kernel: readonly Dim[] | undefined,
): Dim[] | undefined {
  return (input ?? kernel)?.map((_, axis) =>
    axis === 0 ? input?.[0] : axis === 1 ? kernel?.[0] : undefined
  );
}

function checkChannels(
  context: ShapeContext,
  { channels, expected }: { readonly channels: Dim; readonly expected: Dim },
): void {
  if (
    typeof channels === "number" && typeof expected === "number" &&
    channels !== expected
  ) {
    throw context.flaw(
      `its input has ${channels} channels and its kernel takes ${expected}`,
    );
  }
}

function conv(context: ShapeContext): (Facts | undefined)[] {
  return convolved(context, { weight: 1, type: context.type(0) });
}

function convInteger(context: ShapeContext): (Facts | undefined)[] {
  return convolved(context, { weight: 1, type: "int32" });
}

function qLinearConv(context: ShapeContext): (Facts | undefined)[] {
  return convolved(context, { weight: 3, type: context.type(7) });
}

function convTranspose(context: ShapeContext): (Facts | undefined)[] {
  const input = context.dimsOfRank(0, { atLeast: 3 });
  const kernel = context.dimsOfRank(1, { atLeast: 3 });
  if (input === undefined || kernel === undefined) {
    const dims = (input ?? kernel)?.map((_, axis) =>
      axis === 0 ? input?.[0] : undefined
    );
    return [facts(context.type(0), dims)];
  }
  const group = context.attributes.int("group", 1);
  checkChannels(context, { channels: input[1], expected: kernel[0] });
  const shape = context.attributes.ints("kernel_shape") ?? kernel.slice(2);
  const spatial = unslide(context, { spatial: input.slice(2), kernel: shape });
  const channels = mapDim(kernel[1], (size) => size * group);
  return [facts(context.type(0), [input[0], channels, ...spatial])];
}

/** Pools over windows; MaxPool's second output says where each maximum was. */
function pool(context: ShapeContext): (Facts | undefined)[] {
  const input = context.dimsOfRank(0, { atLeast: 3 });
  const kernel = context.attributes.ints("kernel_shape");
  if (kernel === undefined) throw context.flaw('"kernel_shape" is missing');
  const dims = input && [
    ...input.slice(0, 2),
    ...slide(context, {
      spatial: input.slice(2),
      kernel,
      ceil: context.attributes.int("ceil_mode", 0) === 1,
    }),
  ];
  return [facts(context.type(0), dims), facts("int64", dims)];
}

/** Pools over everything: each spatial axis keeps one element. */
function globalPool(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dimsOfRank(0, { atLeast: 2 })
    ?.map((dim, axis) => axis < 2 ? dim : 1);
  return [facts(context.type(0), dims)];
}

function maxUnpool(context: ShapeContext): (Facts | undefined)[] {
  const input = context.dimsOfRank(0, { atLeast: 3 });
  if (context.has(2)) {
    const dims = context.wholes(2) ?? input?.map(() => undefined);
    return [facts(context.type(0), dims)];
  }
  const kernel = context.attributes.ints("kernel_shape");
  const dims = input && kernel && [
    ...input.slice(0, 2),
    ...unslide(context, { spatial: input.slice(2), kernel }),
  ];
  return [facts(context.type(0), dims)];
}

/** Operators that slide a kernel over the spatial axes. */
export const CONVOLUTION: ReadonlyMap<string, ShapeRule> = new Map([
  ["Conv", conv],
  ["ConvInteger", convInteger],
  ["QLinearConv", qLinearConv],
  ["ConvTranspose", convTranspose],
  ["AveragePool", pool],
  ["LpPool", pool],
  ["MaxPool", pool],
  ["GlobalAveragePool", globalPool],
  ["GlobalLpPool", globalPool],
  ["GlobalMaxPool", globalPool],
  ["MaxUnpool", maxUnpool],
]);
