import * as z from "zod/mini";
import { claimSchema } from "../../data/ledger/claim.ts";
import { findingSchema } from "../../data/ledger/finding.ts";
import { readTable, type TableCell } from "../../data/ledger/table.ts";
import type { StageIO } from "../engine/stage.ts";
import { agreementDetailsSchema } from "./agreement/details.ts";
import { censusSchema } from "./census/schema.ts";
import { evidenceSchema } from "./evidence/evidence_schema.ts";
import type { FindingsParams } from "./findings.ts";
import { findAll } from "./findings/find_all.ts";
import type { Material } from "./findings/material.ts";
import { readCounts } from "./findings/read_counts.ts";
import { readJson } from "./findings/read_json.ts";

/** Runs the stage `findings`. */
export async function run(io: StageIO<FindingsParams>): Promise<void> {
  const census = io.optionalInput("census");
  const agreement = io.optionalInput("agreement_details");
  const tables = new Map<string, TableCell[]>();
  for (const [table, { std }] of Object.entries(io.params.conventions)) {
    // Tables without a divisor hold counts, which come with the ledger.
    const path = std === undefined ? undefined : io.optionalInput(table);
    if (path !== undefined) tables.set(table, await readTable(path));
  }
  const material: Material = {
    ...io.params,
    ledger: await readJson(io.input("ledger"), z.array(claimSchema)),
    evidence: await readJson(io.input("evidence"), evidenceSchema),
    tables,
    corrected: new Map([
      ["table5a", await readTable(io.input("table5a_corrected"))],
      ["table5b", await readTable(io.input("table5b_corrected"))],
    ]),
    notebookCounts: await readCounts(io.input("notebook_counts")),
    ...(census !== undefined &&
      { census: await readJson(census, censusSchema) }),
    ...(agreement !== undefined &&
      { agreement: await readJson(agreement, agreementDetailsSchema) }),
  };
  const found = z.array(findingSchema).parse(findAll(material));
  await Deno.writeTextFile(
    io.output("findings"),
    JSON.stringify(found, null, 2) + "\n",
  );
}
