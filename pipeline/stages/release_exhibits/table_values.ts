import type { TableCell } from "../../../data/ledger/table.ts";
import { countCell, meanCell } from "../benchmark/exhibits/cells.ts";
import type { Cell } from "../exhibits/exhibit.ts";

/** A results table, looked up by name. */
export class TableValues {
  readonly #values: ReadonlyMap<string, number>;

  /** The rows, in the order in which the table first has them. */
  readonly rows: readonly string[];

  /** Looks at a table, in which no value has another's name. */
  constructor(cells: readonly TableCell[]) {
    this.rows = [...new Set(cells.map(({ row }) => row))];
    this.#values = new Map(
      cells.map(({ row, column, statistic, value }) => [
        keyOf(row, column, statistic),
        value,
      ]),
    );
  }

  /** The columns of a row that have a statistic, in the order of the table. */
  columnsOf(row: string, statistic: string): string[] {
    return [...this.#values.keys()]
      .map((key): string[] => JSON.parse(key))
      .filter(([own, , other]) => own === row && other === statistic)
      .map(([, column]) => column!);
  }

  /** A count, or nothing where the table has none. */
  count(row: string, column: string, statistic = "count"): Cell {
    const value = this.#values.get(keyOf(row, column, statistic));
    return value === undefined
      ? { value: null, decimals: 0 }
      : countCell(value);
  }

  /** A mean with its standard deviation, or nothing where the table has none. */
  mean(row: string, column: string): Cell {
    return meanCell({
      mean: this.#values.get(keyOf(row, column, "mean")),
      std: this.#values.get(keyOf(row, column, "std")),
    });
  }
}

function keyOf(row: string, column: string, statistic: string): string {
  return JSON.stringify([row, column, statistic]);
}
