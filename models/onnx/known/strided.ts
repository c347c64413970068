import type { Element } from "./known.ts";

/** The step in elements from one index to the next, for each axis in row-major order. */
export function stridesOf(dims: readonly number[]): number[] {
  const strides = new Array<number>(dims.length);
  let step = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= dims[axis]!;
  }
  return strides;
}

/**
 * Gathers elements in the order of a new shape: transposing, slicing and
 * broadcasting are all this, with other strides.
 *
 * @param elements In row-major order of their own shape.
 * @param view The new shape, the step in `elements` along each of its axes (0
 * repeats, a negative one runs backwards), and where it starts.
 */
export function strided(
  elements: readonly Element[],
  view: {
    readonly dims: readonly number[];
    readonly strides: readonly number[];
    readonly offset?: number;
  },
): Element[] {
  const { dims, strides, offset = 0 } = view;
  let places = [offset];
  for (const [axis, dim] of dims.entries()) {
    const step = strides[axis]!;
    places = places.flatMap((place) =>
      Array.from({ length: dim }, (_, i) => place + i * step)
    );
  }
  return places.map((place) => elements[place]);
}

/** Strides that stretch a shape to a broader one by repeating. */
export function broadcastStrides(
  from: readonly number[],
  to: readonly number[],
): number[] {
  const missing = to.length - from.length;
  const strides = stridesOf(from);
  return to.map((_, axis) =>
    axis < missing || from[axis - missing] === 1 ? 0 : strides[axis - missing]!
  );
}
