import { sizeOf } from "../../tensor.ts";
import { spread } from "../convolve.ts";
import type { RuleContext } from "../rule_context.ts";
import type { Gradients, RuleTable } from "../rule.ts";
import { overhang, type Window, windowOf } from "../window.ts";

/** Lower than every finite activation: what a maximum sees beyond the border. */
const LOWEST = -3.4028234663852886e38;

function poolingWindow(context: RuleContext): Window {
  const kernel = context.attributes.ints("kernel_shape") ??
    context.refuse(`it has no "kernel_shape": export the model again`);
  return windowOf(context, {
    kernel,
    wide: context.sizes(context.input(0), 2),
    narrow: context.sizes(context.output(), 2),
  });
}

/** Every channel of every image as an image of one channel. */
function asImages(
  { emit }: RuleContext,
  tensor: string,
  sizes: readonly number[],
): string {
  return emit.reshape(tensor, [-1, 1, ...sizes]);
}

/** Each place of a window gets its share of the window's mean. */
function averagePool(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const window = poolingWindow(context);
  const shares = emit.multiply(gradient, shareOfPlaces(context, window));
  const weights = emit.numbers(
    new Array<number>(sizeOf(window.kernel)).fill(1),
    [1, 1, ...window.kernel],
  );
  const images = asImages(context, shares, window.narrow);
  const result = spread(emit, images, {
    window,
    groups: 1,
    own: [1, 1],
    weights,
  });
  return [emit.reshapeLike(result, context.input(0))];
}

/** One over the number of places that each window takes its mean over. */
function shareOfPlaces(context: RuleContext, window: Window): string {
  const { kernel, strides, dilations, wide, narrow, before } = window;
  const { attributes } = context;
  const padded = attributes.int("count_include_pad", 0) !== 0;
  const pads = attributes.ints("pads") ?? [];
  const rest = overhang(window);
  const automatic = attributes.text("auto_pad", "NOTSET") !== "NOTSET";
  const counts = kernel.map((size, axis) => {
    const start = before[axis] ?? 0;
    const told = automatic ? rest[axis] : pads[kernel.length + axis];
    const low = padded ? -start : 0;
    const high = (wide[axis] ?? 0) + (padded ? Math.max(0, told ?? 0) : 0);
    return Array.from({ length: narrow[axis] ?? 0 }, (_, index) => {
      const first = index * (strides[axis] ?? 1) - start;
      const places = Array.from(
        { length: size },
        (_, step) => first + step * (dilations[axis] ?? 1),
      );
      return places.filter((place) => place >= low && place < high).length;
    });
  });
  const [first, ...others] = counts.map((axis) => [...new Set(axis)]);
  if (first?.length === 1 && others.every(({ length }) => length === 1)) {
    const total = others.flat().reduce((a, b) => a * b, first[0] ?? 1);
    return context.emit.number(1 / total);
  }
  const products = counts.reduce(
    (product, axis) => product.flatMap((a) => axis.map((b) => a * b)),
    [1],
  );
  return context.emit.numbers(
    products.map((count) => 1 / count),
    [1, 1, ...narrow],
  );
}

function globalAveragePool(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const x = context.input(0);
  const axes = x.dims.map((_, axis) => axis).slice(2);
  const share = emit.divide(gradient, emit.countOf(x, axes));
  return [emit.expandLike(share, x, axes)];
}

/**
 * The first maximum of each window, in row-major order, gets the gradient.
 *
 * The windows are unfolded by strided slices, one a place of the kernel, and the
 * place that is as high as the output and has the lowest number is chosen; a
 * transposed convolution with one-hot kernels folds them back. `MaxPool`'s own
 * `Indices` would say the same, but WebGPU cannot compute them.
 */
function maxPool(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const x = context.input(0);
  const window = poolingWindow(context);
  const { kernel, narrow, strides, dilations, before, wide } = window;
  const after = overhang(window).map((size) => Math.max(0, size));
  const padded = emit.pad(asImages(context, x.name, wide), {
    before: [0, 0, ...before],
    after: [0, 0, ...after],
    value: LOWEST,
  });
  const places = placesOf(kernel);
  const views = places.map((place) =>
    emit.slice(
      padded,
      place.map((offset, axis) => {
        const start = offset * (dilations[axis] ?? 1);
        const step = strides[axis] ?? 1;
        const end = start + ((narrow[axis] ?? 1) - 1) * step + 1;
        return { axis: axis + 2, start, end, step };
      }),
    )
  );
  const values = emit.concat(views, 1);
  const highest = asImages(context, context.output().name, narrow);
  const chosen = firstOf(context, emit.equal(values, highest), {
    count: places.length,
    axes: narrow.length,
  });
  const gradients = emit.multiply(
    chosen,
    asImages(context, gradient, narrow),
  );
  const result = spread(emit, gradients, {
    window,
    groups: 1,
    own: [places.length, 1],
    weights: emit.numbers(
      places.flatMap((_, row) =>
        places.map((_, place) => place === row ? 1 : 0)
      ),
      [places.length, 1, ...kernel],
    ),
  });
  return [emit.reshapeLike(result, x)];
}

/**
 * Of several hits along axis 1 the first.
 *
 * @param hits [N, count, ...]: 1 or 0, at least one 1 along axis 1.
 */
function firstOf(
  { emit }: RuleContext,
  hits: string,
  options: { readonly count: number; readonly axes: number },
): string {
  const { count, axes } = options;
  const ranks = emit.numbers(
    Array.from({ length: count }, (_, place) => count - place),
    [1, count, ...Array.from({ length: axes }, () => 1)],
  );
  const ranked = emit.multiply(hits, ranks);
  return emit.equal(ranked, emit.reduceMax(ranked, [1]));
}

/** The places of a kernel in row-major order. */
function placesOf(kernel: readonly number[]): number[][] {
  return kernel.reduce<number[][]>(
    (places, size) =>
      places.flatMap((place) =>
        Array.from({ length: size }, (_, offset) => [...place, offset])
      ),
    [[]],
  );
}

function globalMaxPool(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const x = context.input(0);
  const count = sizeOf(context.sizes(x, 2));
  const places = emit.reshape(x.name, [-1, count]);
  const highest = emit.reshape(context.output().name, [-1, 1]);
  const chosen = firstOf(context, emit.equal(places, highest), {
    count,
    axes: 0,
  });
  const result = emit.multiply(chosen, emit.reshape(gradient, [-1, 1]));
  return [emit.reshapeLike(result, x)];
}

const FIRST = "all to the first maximum in row-major order, as torch";

/** Pooling of any rank. */
export const POOLING: RuleTable = {
  AveragePool: { rule: averagePool, inputs: "X" },
  GlobalAveragePool: { rule: globalAveragePool, inputs: "X" },
  MaxPool: { rule: maxPool, inputs: "X", convention: FIRST },
  GlobalMaxPool: { rule: globalMaxPool, inputs: "X", convention: FIRST },
};
