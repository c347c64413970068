import { FULL_LEVEL } from "./fixed_point_map.ts";

/** Levels are sorted by their upper part, 15 bits and the full level, and by these. */
const LOW_BITS = 15;
const LOW_MASK = 2 ** LOW_BITS - 1;
const HIGH_PARTS = (FULL_LEVEL >>> LOW_BITS) + 1;

/**
 * The pixels with the highest levels, from the highest down, in time that grows
 * with their number alone: a radix sort of those that a histogram lets through.
 *
 * @param levels From 0 to 2 ** 30, by pixel.
 * @param atLeast How many are wanted. Some more may come; of the pixels of one
 * level either all come or none. Pixels of level 0 never do.
 * @returns Indices of pixels; those of one level in ascending order.
 */
export function topPixels(levels: Uint32Array, atLeast: number): Uint32Array {
  const highStarts = new Uint32Array(HIGH_PARTS);
  let zeros = 0;
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i]!;
    if (level === 0) zeros++;
    highStarts[level >>> LOW_BITS]!++;
  }
  highStarts[0]! -= zeros;
  let lowest = HIGH_PARTS;
  let count = 0;
  while (lowest > 0 && count < atLeast) {
    const size = highStarts[--lowest]!;
    highStarts[lowest] = count;
    count += size;
  }

  // From here on, a pixel is in if its level is at least this one.
  const floor = Math.max(1, lowest << LOW_BITS);
  const lowStarts = new Uint32Array(LOW_MASK + 1);
  for (let i = 0; i < levels.length; i++) {
    if (levels[i]! >= floor) lowStarts[levels[i]! & LOW_MASK]!++;
  }
  let start = 0;
  for (let low = LOW_MASK; low >= 0; low--) {
    const size = lowStarts[low]!;
    lowStarts[low] = start;
    start += size;
  }
  const byLow = new Uint32Array(count);
  for (let i = 0; i < levels.length; i++) {
    if (levels[i]! >= floor) byLow[lowStarts[levels[i]! & LOW_MASK]!++] = i;
  }
  const sorted = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const pixel = byLow[i]!;
    sorted[highStarts[levels[pixel]! >>> LOW_BITS]!++] = pixel;
  }
  return sorted;
}
