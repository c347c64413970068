import assert from "node:assert/strict";
import { readTable, type TableCell } from "../../../data/ledger/table.ts";
import {
  raterDiagnoses,
  type RaterDiagnosesParams,
} from "../../../pipeline/stages/rater_diagnoses.ts";
import type { ReadingScores } from "../../../pipeline/stages/rater_diagnoses/reading_scores.ts";
import { run } from "../../../pipeline/stages/rater_diagnoses_run.ts";
import { writeEvaluationFiles } from "../../support/evaluation_files.ts";
import { evaluationOf } from "../../support/evaluations.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const PARAMS: RaterDiagnosesParams = {
  scope: { raters: ["r1", "r2"], images: "with-metadata" },
  diagnoses: ["Acne", "Psoriasis"],
  evaluations: "all",
  label: "first-in-file",
  variants: [{ evaluations: "undiscarded", label: "first-in-file" }],
};

async function scored(
  params: RaterDiagnosesParams,
): Promise<{ cells: TableCell[]; scores: ReadingScores[] }> {
  return await withFolder(async (folder) => {
    const io = stageIO(folder, {
      params,
      inputs: await writeEvaluationFiles(folder, {
        evaluations: [
          evaluationOf("r1 a", ["Acne"]),
          evaluationOf("r1 b", ["Psoriasis"]),
          evaluationOf("r2 a", ["Acne"]),
          evaluationOf("r2 b", ["Psoriasis", "Low-quality"]),
          evaluationOf("r2 x", ["Acne"]),
          evaluationOf("r3 a", ["Psoriasis"]),
        ],
        diagnoses: { a: "Acne", b: "Psoriasis" },
      }),
      outputs: outputsOf(raterDiagnoses),
    });
    await run(io);
    return {
      cells: await readTable(io.output("framework")),
      scores: await readJson(io.output("details")),
    };
  });
}

Deno.test("run() of rater_diagnoses writes the raters in scope and their mean F1", async () => {
  const { cells, scores } = await scored(PARAMS);

  assert.deepEqual(
    cells.map(({ row, statistic, value }) => [row, statistic, value]),
    [
      ["dermatologists", "value", 2],
      ["diagnosis_f1", "dermatologists", 1],
    ],
  );
  assert.deepEqual(
    scores.map(({ evaluations, macro_f1 }) => [evaluations, macro_f1]),
    [["all", 1], ["undiscarded", 0.75]],
  );
});

Deno.test("run() of rater_diagnoses refuses a scope without evaluations", async () => {
  const scope = { raters: ["r9"], images: "all" } as const;
  await assert.rejects(scored({ ...PARAMS, scope }), {
    name: "RangeError",
    message: /^Cannot score raters: no evaluation .* "all": supply /,
  });
});
