import assert from "node:assert/strict";
import { EvaluationIndex } from "../../../../pipeline/stages/benchmark/evaluation_index.ts";
import {
  type OutlineScores,
  readOutlineScores,
} from "../../../../pipeline/stages/benchmark/outline_scores.ts";
import {
  BenchmarkFiles,
  type SomeScore,
} from "../../../support/benchmark_files.ts";
import { evaluationOf } from "../../../support/evaluations.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const SEEN = evaluationOf("r1 a", ["Acne"]);

async function outlines(row: Partial<SomeScore>): Promise<OutlineScores[]> {
  return await withFolder(async (folder) => {
    const path = await new BenchmarkFiles(folder).scores([{
      image: "a",
      target: "gold",
      rater: "r1",
      characteristic: "Papule",
      scores: {},
      ...row,
    }]);
    return await readOutlineScores([path], new EvaluationIndex([SEEN]));
  });
}

Deno.test("readOutlineScores() reads an empty field as an undefined score", async () => {
  const [found] = await outlines({ scores: { f1: 0.125, precision: null } });
  assert.equal(found?.evaluation, SEEN);
  assert.equal(found.values.f1, 0.125);
  assert.equal(found.values.precision, undefined);
  assert.equal(found.values.rank, 0.5);
});

Deno.test("readOutlineScores() refuses what is no score of the evaluations", async () => {
  await assert.rejects(outlines({ rater: "r2" }), {
    name: "RangeError",
    message: /it scores an outline on "a" by "r2", who has not evaluated it/,
  });
  const wrong = { f1: "high" as unknown as number };
  await assert.rejects(outlines({ scores: wrong }), {
    name: "SyntaxError",
    message: /f1 "high" is no finite number: rerun the stage that wrote it$/,
  });
});
