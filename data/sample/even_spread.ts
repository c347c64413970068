import type { Random } from "./random.ts";

/**
 * A number from 0 up to 1 for the `turn`-th of a sequence, so spread that among any
 * run of them every range gets its share (Kronecker's sequence): a small data set then
 * has as many dark skins and blurred pictures as its design says, and one picture more
 * changes no other.
 *
 * @param turn From 0 on.
 */
export function evenSpread(
  turn: number,
  options: {
    /** Where the sequence starts. */
    readonly random: Random;
    /** Whose square root is the stride: a prime, another one for each property. */
    readonly prime: number;
  },
): number {
  const place = options.random.unit() + turn * Math.sqrt(options.prime);
  return place - Math.floor(place);
}
