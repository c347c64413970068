import { writeTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { evaluationsInScope } from "./evaluations/evaluation_scope.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";
import type { RaterDiagnosesParams } from "./rater_diagnoses.ts";
import { readingScores } from "./rater_diagnoses/reading_scores.ts";

/**
 * Scores every reading.
 *
 * @throws {SyntaxError} If a field of an input is not what its column promises.
 * @throws {RangeError} If no evaluation counts.
 */
export async function run(io: StageIO<RaterDiagnosesParams>): Promise<void> {
  const { scope, diagnoses, variants, evaluations: rule, label } = io.params;
  const images = await readImages(io.input("images"));
  const all = await readEvaluations({
    evaluations: io.input("evaluations"),
    selections: io.input("selections"),
  });
  const evaluations = evaluationsInScope(all, { scope, described: images });
  const main = { evaluations: rule, label };
  const scores = [main, ...variants].map((reading) =>
    readingScores(evaluations, { reading, images, diagnoses })
  );
  const { raters, macro_f1 } = scores[0]!;
  if (macro_f1 === null) {
    throw new RangeError(
      `Cannot score raters: no evaluation in the scope counts by the rule "${rule}": supply the annotations that the study names, or another rule`,
    );
  }
  await writeTable(io.output("framework"), [
    {
      row: "dermatologists",
      column: "",
      statistic: "value",
      value: raters.length,
    },
    {
      row: "diagnosis_f1",
      column: "",
      statistic: "dermatologists",
      value: macro_f1,
    },
  ]);
  await writeJson(io.output("details"), scores);
}
