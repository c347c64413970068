import type { TableCell } from "../../../data/ledger/table.ts";
import { baselineCells } from "./baseline_cells.ts";
import type { SelectionResults } from "./selection_results.ts";

/** The columns of `tables/baselines_selections.csv`. */
export const SELECTION_COLUMNS = [
  "selection",
  "row",
  "column",
  "statistic",
  "value",
] as const;

/** A line of `tables/baselines_selections.csv`. */
export interface SelectionRow extends TableCell {
  /** Its id. */
  readonly selection: string;
}

/** For each selection the number of its images, and what the tables say of learners. */
export function selectionRows(
  selections: readonly SelectionResults[],
): SelectionRow[] {
  return selections.flatMap(({ id: selection, images, judgements }) => [
    {
      selection,
      row: "images",
      column: "",
      statistic: "count",
      value: images,
    },
    ...judgements.flatMap(baselineCells).map((cell) => ({
      selection,
      ...cell,
    })),
  ]);
}
