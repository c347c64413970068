import type { LocalisationDetail } from "./details.ts";
import { drawnByBoth } from "./drawn_by_both.ts";
import type { LocalisationTable } from "./localisation_table.ts";

/** The comparisons behind each row of a table of outlines, in the order of the rows. */
export function localisationDetails(
  { comparisons }: LocalisationTable,
): LocalisationDetail[] {
  return [...comparisons].map(([characteristic, counts]) => ({
    characteristic,
    pairs: counts.length,
    drawn_by_both: drawnByBoth(counts),
  }));
}
