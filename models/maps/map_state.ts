/** What can be said of a class's map before any normalisation; see {@link mapState}. */
export type MapState = "ok" | "empty" | "negative" | "constant" | "nan";

/**
 * Tells whether a raw Grad-CAM map shows anything. The first that holds counts:
 *
 * - `nan`: a value is NaN or infinite;
 * - `empty`: all values are 0, so nothing speaks for or against the class;
 * - `negative`: no value is above 0, so ReLU leaves nothing;
 * - `constant`: all values are equal, so no place stands out;
 * - `ok`: there are places that speak for the class more than others.
 *
 * Only `ok` is worth a picture: the others look the same once normalised, or like
 * evidence that is not there.
 *
 * @param map The signed values, in any order; at least one.
 * @throws {RangeError} If there is none.
 */
export function mapState(map: ArrayLike<number>): MapState {
  if (map.length === 0) {
    throw new RangeError("Cannot tell the state of a map without values");
  }
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < map.length; i++) {
    const value = map[i]!;
    if (!Number.isFinite(value)) return "nan";
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (highest <= 0) return lowest === 0 ? "empty" : "negative";
  return lowest === highest ? "constant" : "ok";
}
