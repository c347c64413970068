import * as z from "zod/mini";
import { claimSchema } from "../../data/ledger/claim.ts";
import { readPublished } from "../../data/ledger/published.ts";
import { readTable } from "../../data/ledger/table.ts";
import type { StageIO } from "../engine/stage.ts";
import type { CompareParams } from "./compare.ts";
import {
  settleClaims,
  type SourcedNumber,
  type SuppliedTable,
} from "./compare/settle_claims.ts";

/** Runs the stage `compare`. */
export async function run(io: StageIO<CompareParams>): Promise<void> {
  const numbers: SourcedNumber[] = [];
  for (const { port, source } of io.params.papers) {
    const printed = await readPublished(io.input(port));
    numbers.push(...printed.map((number) => ({ ...number, source })));
  }
  const tables: SuppliedTable[] = [];
  for (const source of io.params.sources) {
    const path = io.optionalInput(source.port);
    if (path !== undefined) {
      tables.push({ ...source, cells: await readTable(path) });
    }
  }
  const claims = settleClaims(numbers, { tables, blocked: io.params.blocked });
  const ledger = z.array(claimSchema).parse(claims);
  await Deno.writeTextFile(
    io.output("ledger"),
    JSON.stringify(ledger, null, 2) + "\n",
  );
}
