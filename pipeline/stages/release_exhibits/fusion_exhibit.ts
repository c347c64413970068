import type { Exhibit } from "../exhibits/exhibit.ts";
import type { TableValues } from "./table_values.ts";

/** What the shares and majorities of a rule are of. */
const OF: Readonly<Record<string, string>> = {
  "": "",
  valid: " of all that count",
  drew: " of those who drew it",
  most: " of the most on one pixel",
};

/** How many fused masks there are by each reading of the authors' rules. */
export function fusionExhibit(fusion: TableValues): Exhibit {
  const rules = fusion.rows.filter((row) => row.includes("_"));
  return {
    id: "fusion",
    title: "Fused masks by rule",
    caption:
      "For how many pairs of image and characteristic a rule leaves any pixel. The authors named five rules and defined none: the readings are ours.",
    notes: [],
    columns: ["Rule", "Pairs with a mask"],
    rows: rules.flatMap((row) =>
      fusion.columnsOf(row, "count").map((of) => ({
        label: `${row}${OF[of] ?? ` of ${of} raters`}`,
        cells: [fusion.count(row, of)],
      }))
    ),
  };
}
