import type { OutputPort, Stage } from "../engine/stage.ts";

/** Which of the results a table of the paper shows. */
export interface PrintedTable {
  /** The output that it becomes. */
  readonly port: string;
  /** Where its numbers are. */
  readonly from: "diagnosis" | "explanation";
  /** The wiring of diagnoses, or the reading of explanations. */
  readonly reading: string;
  /** The architecture. */
  readonly subject: string;
}

/** Parameters of {@link printedTables}. */
export interface PrintedTablesParams {
  /** One for each output. */
  readonly tables: readonly PrintedTable[];
}

const TABLES = ["table5a", "table5b", "table6a", "table6b"];

/**
 * Tables 5 and 6 of the dataset paper from what networks did, with rows and columns
 * as its claims name them: `mean`, `std` and `n` over runs of F1, sensitivity and
 * specificity. Corrected tables give every diagnosis its own output.
 */
export const printedTables: Stage = {
  id: "printed_tables",
  revision: 1,
  entry: new URL("./printed_tables_run.ts", import.meta.url),
  inputs: { diagnosis: {}, explanation: {} },
  outputs: Object.fromEntries(
    ["", "_corrected"].flatMap((suffix) =>
      TABLES.map((table): [string, OutputPort] => [
        `${table}${suffix}`,
        { file: `tables/model_${table}${suffix}.csv` },
      ])
    ),
  ),
};
