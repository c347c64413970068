import type { Matrix } from "../../models/fitting/matrix.ts";

/** A table whose rows are words of one-digit numbers, `"010 110"`. */
export function digitTable(text: string): Matrix & { data: number[] } {
  const rows = wordsOf(text);
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    data: Array.from(rows.join(""), Number),
  };
}

/** The words of a text; none if it is empty. */
export function wordsOf(text: string): string[] {
  return text === "" ? [] : text.split(" ");
}

/** Rows as one matrix. */
export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    data: rows.flat(),
  };
}
