import { readTable } from "../../data/ledger/table.ts";
import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import type { Exhibits } from "./exhibits/exhibit.ts";
import { exhibitsSchema } from "./exhibits/exhibits_schema.ts";
import { joinExhibits } from "./exhibits/join_exhibits.ts";
import type { IntraRaterDetails } from "./intra_rater/details.ts";
import type { LabelComparison } from "./labels/compare_labels.ts";
import type { ReadingScores } from "./rater_diagnoses/reading_scores.ts";
import { agreementExhibits } from "./release_exhibits/agreement_exhibits.ts";
import { consistencyExhibits } from "./release_exhibits/consistency_exhibits.ts";
import { fusionExhibit } from "./release_exhibits/fusion_exhibit.ts";
import { labelRulesExhibit } from "./release_exhibits/label_rules_exhibit.ts";
import { raterDiagnosesExhibit } from "./release_exhibits/rater_diagnoses_exhibit.ts";
import { releaseExhibit } from "./release_exhibits/release_exhibit.ts";
import { TableValues } from "./release_exhibits/table_values.ts";

/**
 * Writes `exhibits.json`.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 */
export async function run(io: StageIO<object>): Promise<void> {
  const table = async (port: string): Promise<TableValues> =>
    new TableValues(await readTable(io.input(port)));
  // What stages of this project wrote: the engine verifies its bytes.
  const details = async <T>(port: string): Promise<T> =>
    JSON.parse(await Deno.readTextFile(io.input(port)));
  const shown = (port: string): Promise<Exhibits> =>
    readJson(io.input(port), exhibitsSchema);
  const release: Exhibits = {
    checks: [],
    exhibits: [
      releaseExhibit(await table("release")),
      ...agreementExhibits({
        gold: await table("table2a"),
        diagnoses: await table("table2b"),
        presence: await table("appendix_table1"),
        outlines: await table("table3b"),
      }),
      raterDiagnosesExhibit(await details<ReadingScores[]>("rater_diagnoses")),
      ...consistencyExhibits(await details<IntraRaterDetails>("intra_rater")),
      fusionExhibit(await table("fusion")),
      labelRulesExhibit(await details<LabelComparison[]>("labels")),
    ],
    caution: null,
  };
  await writeJson(
    io.output("exhibits"),
    joinExhibits([release, await shown("measures"), await shown("baselines")]),
  );
}
