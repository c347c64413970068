import type { Padding, Pair } from "./layer.ts";

/**
 * The padding of TensorFlow's "same" windows: as little as gives one window a step,
 * and the odd place at the end.
 *
 * @param size Rows and columns of the input.
 */
export function samePadding(
  size: Pair,
  { kernel, strides }: { readonly kernel: Pair; readonly strides: Pair },
): Padding {
  const total = ([0, 1] as const).map((axis) => {
    const steps = Math.ceil(size[axis] / strides[axis]);
    return Math.max(
      0,
      (steps - 1) * strides[axis] + kernel[axis] - size[axis],
    );
  });
  const [top, left] = total.map((places) => Math.floor(places / 2));
  return [top!, left!, total[0]! - top!, total[1]! - left!];
}
