import { readJsonList } from "../../data/json_list.ts";
import { claimSchema } from "../../data/ledger/claim_schema.ts";
import { findingSchema } from "../../data/ledger/finding_schema.ts";
import { readTable, type TableCell } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import type { FindingsParams } from "./findings.ts";
import { findAll } from "./findings/find_all.ts";
import type { Material } from "./findings/material.ts";
import { readCounts } from "./findings/read_counts.ts";
import { withoutNetworks } from "./findings/without_networks.ts";

/** The ports of what other stages wrote as JSON, by its name in the material. */
const DETAILS = {
  evidence: "evidence",
  census: "census",
  agreement: "agreement_details",
  benchmark: "benchmark",
  labels: "labels",
  intraRater: "intra_rater",
  raterDiagnoses: "rater_diagnoses",
  measures: "measures",
  baselines: "baselines",
} as const satisfies Partial<Record<keyof Material, string>>;

/** Tables with rows and columns paired by class. */
const CORRECTED = ["table5a", "table5b"];

/**
 * Writes `findings.json`.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 * @throws {RangeError} If a finding affects no claim of the ledger.
 */
export async function run(io: StageIO<FindingsParams>): Promise<void> {
  // Tables without a divisor hold counts, which come with the ledger.
  const tables = await tablesOf(
    io,
    Object.entries(io.params.conventions)
      .flatMap(([table, { std }]) =>
        std === undefined ? [] : [[table, table] as const]
      ),
  );
  const ledger = await readJsonList(io.input("ledger"), claimSchema);
  const counts = io.optionalInput("notebook_counts");
  const release = io.optionalInput("release");
  const choices = io.optionalInput("choices");
  const material: Material = {
    ...io.params,
    ...await readDetails(io),
    ledger: withoutNetworks(ledger.items, tables),
    tables,
    corrected: await tablesOf(
      io,
      CORRECTED.map((table) => [table, `${table}_corrected`] as const),
    ),
    notebookCounts: counts === undefined ? new Map() : await readCounts(counts),
    ...(release !== undefined && { release: await readTable(release) }),
    ...(choices !== undefined && { choices: await readTable(choices) }),
  };
  const found = findAll(material).map((found) => findingSchema.parse(found));
  await writeJson(io.output("findings"), found);
}

/** Those of some tables that are supplied, by id. */
async function tablesOf(
  io: StageIO<FindingsParams>,
  ports: readonly (readonly [table: string, port: string])[],
): Promise<Map<string, TableCell[]>> {
  const tables = new Map<string, TableCell[]>();
  for (const [table, port] of ports) {
    const path = io.optionalInput(port);
    if (path !== undefined) tables.set(table, await readTable(path));
  }
  return tables;
}

/**
 * Reads what stages of this project have written in the form of an interface. No
 * schema checks it a second time: the engine verifies its bytes.
 */
async function readDetails(
  io: StageIO<FindingsParams>,
): Promise<Pick<Material, keyof typeof DETAILS>> {
  const details: [name: string, parsed: unknown][] = [];
  for (const [name, port] of Object.entries(DETAILS)) {
    const path = io.optionalInput(port);
    if (path === undefined) continue;
    details.push([name, JSON.parse(await Deno.readTextFile(path))]);
  }
  return Object.fromEntries(details);
}
