import type { TableCell } from "../../../data/ledger/table.ts";
import { fusedValue } from "../../metrics/fused_value.ts";
import type {
  FusionReading,
  VoteCounts,
} from "../../metrics/fusion_reading.ts";

/**
 * For each reading, of how many pairs of image and characteristic it leaves a pixel: as
 * more votes are never worth less, it does if the pixel with the most is worth anything.
 */
export function fusionCells(
  pairs: readonly VoteCounts[],
  readings: readonly FusionReading[],
): TableCell[] {
  return readings.map((reading) => ({
    row: reading.rule,
    column: "of" in reading ? String(reading.of) : "",
    statistic: "count",
    value:
      pairs.filter((counts) =>
        fusedValue(reading, { ...counts, votes: counts.most }) > 0
      ).length,
  }));
}
