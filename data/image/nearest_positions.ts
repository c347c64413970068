/**
 * Which source pixel nearest-neighbour resizing takes along one axis:
 *
 * - `centre`: the one under the middle of the new pixel, ⌊(i + ½) · from / to⌋, as
 *   Pillow does, and Keras with it. Pillow sums positions up step by step, and so
 *   picks other pixels than a product would where a position falls on a border
 *   between two;
 * - `corner`: the one under its upper or left edge, ⌊i · from / to⌋, as OpenCV does.
 *   It divides by the reciprocal of the scale, which decides borders too: it takes 29
 *   for 13 · 600 / 260 = 30;
 * - `torch`: the same one as torch's `interpolate` does, which rounds scale and product
 *   to single precision. It takes 30 there, and 52 for 52 · 265 / 260 = 53.
 */
export type NearestRule = "centre" | "corner" | "torch";

/**
 * The source pixel of each new pixel along an axis, never descending.
 *
 * @param from Pixels along the source, below 2 ** 24 as is `to`.
 * @returns `to` positions. The last ones may be `from`, past the end, where Pillow's
 * sum runs ahead: it leaves black there.
 */
export function nearestPositions(
  from: number,
  { to, rule }: { readonly to: number; readonly rule: NearestRule },
): Int32Array {
  switch (rule) {
    case "centre": {
      const step = from / to;
      let position = step * 0.5;
      return Int32Array.from({ length: to }, () => {
        const at = Math.trunc(position);
        position += step;
        return at;
      });
    }
    case "corner": {
      const scale = 1 / (to / from);
      return Int32Array.from(
        { length: to },
        (_, i) => Math.min(Math.floor(i * scale), from - 1),
      );
    }
    case "torch": {
      // A double's quotient or product of two singles rounds to the very single that
      // singles give. Equal and doubled sides, which torch singles out, need no care:
      // their scale is exact.
      const scale = Math.fround(from / to);
      return Int32Array.from(
        { length: to },
        (_, i) => Math.min(Math.floor(Math.fround(i * scale)), from - 1),
      );
    }
  }
}
