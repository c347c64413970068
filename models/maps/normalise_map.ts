/** How raw maps become comparable; see {@link normaliseMap}. */
export type MapNormalisation = "max" | "min-max" | "none";

/** What the framework paper's code adds to the range before it divides. */
const EPSILON = Math.fround(1e-7);

const { fround } = Math;

/**
 * Normalises a raw Grad-CAM map, each step in single precision as the papers' code
 * computes:
 *
 * - `max`, the dataset paper: ReLU, then division by the map's own maximum. Where
 *   that is 0 the original divides 0 by 0; here the map stays 0 throughout.
 * - `min-max`, the framework paper: ReLU, minus the minimum, divided by what is then
 *   the maximum plus 1e-7. A constant map becomes 0 throughout.
 * - `none`: the signed values as they are.
 *
 * @param map The signed values of one class; none is NaN or infinite.
 * @returns A new map; 0 to 1 unless `none`.
 * @throws {RangeError} If a value is NaN or infinite.
 */
export function normaliseMap(
  map: Float32Array,
  normalisation: MapNormalisation,
): Float32Array<ArrayBuffer> {
  if (!map.every(Number.isFinite)) {
    throw new RangeError(
      "Cannot normalise a map with NaN or infinite values: check its state first",
    );
  }
  if (normalisation === "none") return Float32Array.from(map);
  const positive = map.map((value) => Math.max(0, value));
  const lowest = normalisation === "min-max" ? extreme(positive, Math.min) : 0;
  const range = fround(extreme(positive, Math.max) - lowest);
  const divisor = normalisation === "min-max"
    ? fround(range + EPSILON)
    : range || 1;
  return Float32Array.from(
    positive,
    (value) => fround(value - lowest) / divisor,
  );
}

function extreme(
  map: Float32Array,
  choose: (a: number, b: number) => number,
): number {
  return map.reduce((best, value) => choose(best, value), map[0] ?? 0);
}
