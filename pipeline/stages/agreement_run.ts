import { writeTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { f1, sensitivity, specificity } from "../metrics/rates.ts";
import type { AgreementParams, PresenceConventions } from "./agreement.ts";
import type { AgreementDetails } from "./agreement/details.ts";
import { goldTable } from "./agreement/gold_table.ts";
import { hasLabel } from "./agreement/has_label.ts";
import { hasTerm } from "./agreement/has_term.ts";
import { localisationDetails } from "./agreement/localisation_details.ts";
import { localisationTable } from "./agreement/localisation_table.ts";
import { presenceTable } from "./agreement/presence_table.ts";
import { raterStatements } from "./agreement/rater_statements.ts";
import { evaluationsInScope } from "./evaluations/evaluation_scope.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";
import { readMaskIndex } from "./masks/mask_index.ts";
import { RunFile } from "./masks/run_file.ts";

/** Writes the tables of agreement, each by its own conventions, and what stands behind them. */
export async function run(io: StageIO<AgreementParams>): Promise<void> {
  const { params } = io;
  const images = await readImages(io.input("images"));
  const evaluations = evaluationsInScope(
    await readEvaluations({
      evaluations: io.input("evaluations"),
      selections: io.input("selections"),
    }),
    { scope: params.scope, described: images },
  );
  const gold = new Map(
    [...images].map(([image, { diagnosis }]) => [image, diagnosis]),
  );

  const table2a = goldTable(evaluations, { ...params.table2a, gold });
  await writeTable(io.output("table2a"), table2a.cells);
  await writeTable(
    io.output("table2b"),
    presenceTable(evaluations, {
      ...params.table2b,
      present: (evaluation, diagnosis) =>
        hasLabel(evaluation, { diagnosis, label: params.table2b.label }),
    }),
  );
  const termTable = (
    conventions: PresenceConventions,
  ): ReturnType<typeof presenceTable> =>
    presenceTable(evaluations, { ...conventions, present: hasTerm });
  await writeTable(io.output("table3a"), termTable(params.table3a));
  await writeTable(
    io.output("appendix_table1"),
    termTable(params.appendix_table1),
  );

  using runs = RunFile.open(io.input("runs"));
  const masks = await readMaskIndex(io.input("masks"));
  const table3b = localisationTable(evaluations, {
    ...params.table3b,
    masks,
    runs,
  });
  await writeTable(io.output("table3b"), table3b.cells);

  const statements = raterStatements(evaluations, { ...params.text, gold });
  await writeTable(io.output("text"), statements.cells);

  const details: AgreementDetails = {
    gold: table2a.comparisons.map((counts) => ({
      ...counts,
      f1: f1(counts) ?? null,
      sensitivity: sensitivity(counts) ?? null,
      specificity: specificity(counts) ?? null,
    })),
    raters: statements.raters,
    pairs: statements.pairs,
    localisation: localisationDetails(table3b),
  };
  await writeJson(io.output("pairs"), details);
}
