import { readJsonList } from "../../data/json_list.ts";
import { claimSchema } from "../../data/ledger/claim_schema.ts";
import { findingSchema } from "../../data/ledger/finding_schema.ts";
import { readTable, type TableCell } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import type { AgreementDetails } from "./agreement/details.ts";
import type { BenchmarkDetails } from "./benchmark/details.ts";
import type { Census } from "./census/census.ts";
import type { Evidence } from "./evidence/evidence.ts";
import type { FindingsParams } from "./findings.ts";
import { findAll } from "./findings/find_all.ts";
import type { Material } from "./findings/material.ts";
import { readCounts } from "./findings/read_counts.ts";
import { withoutNetworks } from "./findings/without_networks.ts";

/**
 * Writes `findings.json`.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 * @throws {RangeError} If a finding affects no claim of the ledger.
 */
export async function run(io: StageIO<FindingsParams>): Promise<void> {
  const census = io.optionalInput("census");
  const agreement = io.optionalInput("agreement_details");
  const benchmark = io.optionalInput("benchmark");
  const tables = new Map<string, TableCell[]>();
  for (const [table, { std }] of Object.entries(io.params.conventions)) {
    // Tables without a divisor hold counts, which come with the ledger.
    const path = std === undefined ? undefined : io.optionalInput(table);
    if (path !== undefined) tables.set(table, await readTable(path));
  }
  const ledger = await readJsonList(io.input("ledger"), claimSchema);
  const material: Material = {
    ...io.params,
    ledger: withoutNetworks(ledger.items, tables),
    evidence: await readDetails<Evidence>(io.input("evidence")),
    tables,
    corrected: new Map([
      ["table5a", await readTable(io.input("table5a_corrected"))],
      ["table5b", await readTable(io.input("table5b_corrected"))],
    ]),
    notebookCounts: await readCounts(io.input("notebook_counts")),
    ...(census !== undefined &&
      { census: await readDetails<Census>(census) }),
    ...(agreement !== undefined &&
      { agreement: await readDetails<AgreementDetails>(agreement) }),
    ...(benchmark !== undefined &&
      { benchmark: await readDetails<BenchmarkDetails>(benchmark) }),
  };
  const found = findAll(material).map((found) => findingSchema.parse(found));
  await writeJson(io.output("findings"), found);
}

/**
 * Reads what a stage of this project has written in the form of an interface. No
 * schema checks it a second time: the engine verifies its bytes.
 */
async function readDetails<T>(path: string): Promise<T> {
  return JSON.parse(await Deno.readTextFile(path));
}
