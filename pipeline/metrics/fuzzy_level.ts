import { FULL_LEVEL } from "./fixed_point_map.ts";
import { fusedValue } from "./fused_value.ts";
import type { FusionReading, VoteCounts } from "./fusion_reading.ts";

/**
 * What `fusedValue` gives, in the steps of a `FixedPointMap`, so that it and a map are
 * compared, and summed, exactly.
 *
 * @throws {RangeError} If there are more votes than raters.
 */
export function fuzzyLevel(
  reading: FusionReading,
  counts: VoteCounts & { readonly votes: number },
): number {
  return Math.round(fusedValue(reading, counts) * FULL_LEVEL);
}
