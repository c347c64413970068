import { fusedValue } from "./fused_value.ts";
import type { FusionReading, VoteCounts } from "./fusion_reading.ts";
import type { UnitMap } from "./fixed_point_map.ts";
import type { VoteMap } from "./vote_map.ts";

/**
 * The fused mask that a reading makes of votes, pixel by pixel.
 *
 * @param options.counts What the votes are counted of.
 * @throws {RangeError} If a pixel has more votes than there are raters.
 */
export function fusedMap(
  { width, height, runs }: VoteMap,
  options: { readonly reading: FusionReading; readonly counts: VoteCounts },
): UnitMap {
  const { reading, counts } = options;
  const data = new Float32Array(width * height);
  for (let i = 0; i < runs.length; i += 3) {
    const value = fusedValue(reading, { ...counts, votes: runs[i + 2]! });
    data.fill(value, runs[i], runs[i + 1]);
  }
  return { width, height, data };
}
