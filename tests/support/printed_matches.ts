import { claimStatus } from "../../data/ledger/claim_status.ts";
import {
  type PublishedNumber,
  readPublished,
} from "../../data/ledger/published.ts";
import type { TableCell } from "../../data/ledger/table.ts";
import { fromFileUrl } from "./paths.ts";

/** The numbers that the dataset paper prints. */
export function datasetPaper(): Promise<PublishedNumber[]> {
  const file = new URL(
    "../../data/published/dataset_paper.csv",
    import.meta.url,
  );
  return readPublished(fromFileUrl(file));
}

/** The printed numbers that computed cells read like, and those that they do not. */
export function printedMatches(
  cells: readonly TableCell[],
  printed: readonly PublishedNumber[],
): { readonly same: number; readonly other: string[] } {
  const values = new Map(cells.map((cell) => [nameOf(cell), cell.value]));
  const other = printed.flatMap((number) => {
    const computed = values.get(nameOf(number));
    if (computed !== undefined && claimStatus(computed, number) === "exact") {
      return [];
    }
    return [
      `${number.table} ${
        nameOf(number)
      }: printed ${number.printed}, computed ${computed}`,
    ];
  });
  return { same: printed.length - other.length, other };
}

function nameOf(
  cell: { row: string; column: string; statistic: string },
): string {
  return `${cell.row} / ${cell.column} / ${cell.statistic}`;
}
