import { claimStatus } from "../../data/ledger/claim_status.ts";
import {
  type PublishedNumber,
  readPublished,
} from "../../data/ledger/published.ts";
import type { TableCell } from "../../data/ledger/table.ts";
import { publishedFile } from "./published_file.ts";

/** The numbers that the dataset paper prints. */
export function datasetPaper(): Promise<PublishedNumber[]> {
  return readPublished(publishedFile("dataset_paper.csv"));
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

/** {@link printedMatches} for those statements of the text whose rows the cells have. */
export function statementMatches(
  cells: readonly TableCell[],
  paper: readonly PublishedNumber[],
): ReturnType<typeof printedMatches> {
  const rows = new Set(cells.map(({ row }) => row));
  return printedMatches(
    cells,
    paper.filter(({ table, row }) => table === "text" && rows.has(row)),
  );
}

function nameOf(
  cell: { row: string; column: string; statistic: string },
): string {
  return `${cell.row} / ${cell.column} / ${cell.statistic}`;
}
