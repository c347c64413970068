import {
  FixedPointMap,
  FULL_LEVEL,
  type UnitMap,
} from "../../metrics/fixed_point_map.ts";
import type { MapForm } from "./map_form.ts";

/** The largest byte. */
const WHITE = 255;

/**
 * A map in one of its forms; it is to be disposed of.
 *
 * Bytes come as in the authors' code: times 255 in single precision, fraction cut off
 * (NumPy's `astype`). They enlarge in single precision too, we in double: where the two
 * are one rounding apart, so may be a byte.
 *
 * @throws {RangeError} If a value is outside 0 to 1 or NaN.
 */
export function formedMap(map: UnitMap, form: MapForm): FixedPointMap {
  if (form === "float") return new FixedPointMap(map);
  const { width, height, data } = map;
  const bytes = new Float64Array(data.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = byteOf(data[i]!) / WHITE;
  const formed = new FixedPointMap({ width, height, data: bytes });
  // Given back at once, or the collector lets hundreds of them gather.
  bytes.buffer.transfer(0);
  return formed;
}

/**
 * The sum of all values of a {@link formedMap}, without making it: exact, as that is.
 *
 * @throws {RangeError} If a value is outside 0 to 1 or NaN.
 */
export function formedArea(map: UnitMap, form: MapForm): number {
  if (form === "float") return FixedPointMap.sumOf(map);
  const { data } = map;
  const pixels = new Uint32Array(WHITE + 1);
  for (let i = 0; i < data.length; i++) pixels[byteOf(data[i]!)]!++;
  return pixels.reduce(
    (sum, count, byte) => sum + count * Math.round(byte / WHITE * FULL_LEVEL),
    0,
  ) / FULL_LEVEL;
}

function byteOf(value: number): number {
  if (value >= 0 && value <= 1) {
    return Math.trunc(Math.fround(Math.fround(value) * WHITE));
  }
  throw new RangeError(
    `Cannot store the value ${value} of a map in a byte: normalise it to 0 to 1 first`,
  );
}
