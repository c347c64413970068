import type { Padding, Pair, Sliding } from "./layer.ts";

/** How many windows fit along rows (axis 0) or columns (axis 1). */
export function paddedSteps(
  { kernel, strides, dilations, padding }: Sliding,
  size: Pair,
  axis: 0 | 1,
): number {
  const reach = (kernel[axis] - 1) * dilations[axis] + 1;
  const room = size[axis] + padding[axis] + padding[axis + 2]! - reach;
  return Math.floor(room / strides[axis]) + 1;
}

/**
 * The padding that windows see. What is added at the end and never reached by a step
 * is left out, so that paddings of equal effect are equal: of three places around
 * 300 rows, a kernel of 7 with steps of 2 sees three before and two after.
 *
 * @param size Rows and columns of the input.
 */
export function effectivePadding(sliding: Sliding, size: Pair): Padding {
  const end = (axis: 0 | 1): number => {
    const { kernel, strides, dilations, padding } = sliding;
    const steps = paddedSteps(sliding, size, axis);
    const reach = (kernel[axis] - 1) * dilations[axis] + 1;
    const last = (steps - 1) * strides[axis] + reach - padding[axis];
    return Math.max(0, last - size[axis]);
  };
  return [sliding.padding[0], sliding.padding[1], end(0), end(1)];
}
