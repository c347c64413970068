import { readPublished } from "../../data/ledger/published.ts";
import { readTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import type { CompareParams } from "./compare.ts";
import {
  settleClaims,
  type SourcedNumber,
  type SuppliedTable,
} from "./compare/settle_claims.ts";

/**
 * Writes `ledger.json`.
 *
 * @throws {SyntaxError | TypeError} If a table is not what it should be.
 * @throws {RangeError} If a claim cannot be settled; see `settleClaims`.
 */
export async function run(io: StageIO<CompareParams>): Promise<void> {
  const numbers: SourcedNumber[] = [];
  for (const { port, source } of io.params.papers) {
    const printed = await readPublished(io.input(port));
    numbers.push(...printed.map((number) => ({ ...number, source })));
  }
  const tables: SuppliedTable[] = [];
  for (const table of io.params.tables) {
    const path = io.optionalInput(table.port);
    if (path !== undefined) {
      tables.push({ ...table, cells: await readTable(path) });
    }
  }
  const claims = settleClaims(numbers, { tables, blocked: io.params.blocked });
  await writeJson(io.output("ledger"), claims);
}
