/**
 * Stores a normalised map in bytes as the dataset paper's code does: times 255 in
 * single precision, fraction cut off. Only 1 becomes 255.
 *
 * @param map Values from 0 to 1.
 * @throws {RangeError} If a value is outside, or NaN.
 */
export function quantiseMap(map: Float32Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(map, (value) => {
    if (!(value >= 0 && value <= 1)) {
      throw new RangeError(
        `Cannot store the value ${value} of a map in a byte: normalise the map to 0 to 1 first`,
      );
    }
    return Math.trunc(Math.fround(value * 255));
  });
}
