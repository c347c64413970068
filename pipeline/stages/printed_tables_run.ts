import { readCsv } from "../../data/csv.ts";
import { type TableCell, writeTable } from "../../data/ledger/table.ts";
import type { StageIO } from "../engine/stage.ts";
import { DIAGNOSIS_COLUMNS } from "./benchmark/diagnosis_rows.ts";
import { EXPLANATION_COLUMNS } from "./benchmark/explanation_rows.ts";
import { UNION } from "./masks/union.ts";
import type { PrintedTablesParams } from "./printed_tables.ts";

/** What the paper's tables have of all measures and statistics. */
const COLUMNS = ["f1", "sensitivity", "specificity"];
const STATISTICS = ["mean", "std", "n"];

/** A value of the results that a table can show. */
interface Result extends TableCell {
  readonly reading: string;
  readonly subject: string;
}

/**
 * Writes one table for each of the parameters.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 * @throws {RangeError} If the results have nothing for a table.
 */
export async function run(io: StageIO<PrintedTablesParams>): Promise<void> {
  const results = {
    diagnosis: await readDiagnosis(io.input("diagnosis")),
    explanation: await readExplanation(io.input("explanation")),
  };
  for (const { port, from, reading, subject } of io.params.tables) {
    const cells = results[from].filter((result) =>
      result.reading === reading && result.subject === subject
    );
    if (cells.length === 0) {
      throw new RangeError(
        `Cannot write "${port}": the results have no "${reading}" of "${subject}": name others in the study`,
      );
    }
    await writeTable(io.output(port), cells);
  }
}

/** A class's rows; those without a name are of all classes together. */
async function readDiagnosis(path: string): Promise<Result[]> {
  const rows = await readCsv(path, { columns: DIAGNOSIS_COLUMNS });
  return rows.filter(({ row }) => row !== "").flatMap(({ wiring, ...row }) =>
    shown({ ...row, reading: wiring })
  );
}

async function readExplanation(path: string): Promise<Result[]> {
  const rows = await readCsv(path, { columns: EXPLANATION_COLUMNS });
  return rows.flatMap((row) =>
    shown({ ...row, row: row.row === UNION ? "Union" : row.row })
  );
}

/** Of the summary over runs what the paper's tables have. */
function shown(
  { run, value, ...row }:
    & Omit<Result, "value">
    & { readonly run: string; readonly value: string },
): Result[] {
  return run === "" && COLUMNS.includes(row.column) &&
      STATISTICS.includes(row.statistic)
    ? [{ ...row, value: Number(value) }]
    : [];
}
