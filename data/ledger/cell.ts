/** What names one number of a table, or of a statement in the text. */
export interface Cell {
  /** Such as `"table2a"`; `"text"` for statements. */
  readonly table: string;
  /** Such as a diagnosis, in the spelling of the annotations. */
  readonly row: string;
  /** Empty where a row carries its statistics alone. */
  readonly column: string;
  /** Such as `"mean"`, `"std"`, `"count"`, `"value"`. */
  readonly statistic: string;
}

/** The id of a cell's claim: `table2a/Acne/f1_mean`, `text/age/young`. */
export function cellId(cell: Cell): string {
  const last = cell.column === ""
    ? cell.statistic
    : `${cell.column}_${cell.statistic}`;
  return `${cell.table}/${cell.row}/${last}`;
}
