import assert from "node:assert/strict";
import { EvaluationIndex } from "../../../../pipeline/stages/benchmark/evaluation_index.ts";
import {
  raterOutlines,
  readRaterComparisons,
} from "../../../../pipeline/stages/benchmark/rater_comparisons.ts";
import {
  BenchmarkFiles,
  type SomeRaterScore,
} from "../../../support/benchmark_files.ts";
import { evaluationOf } from "../../../support/evaluations.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const EVALUATIONS = new EvaluationIndex([
  evaluationOf("r1 a", ["Acne"]),
  evaluationOf("r2 a", ["Acne"]),
  evaluationOf("r3 a", ["Low-quality"]),
]);

function score(
  raters: string,
  f1: number | null,
  explanation: SomeRaterScore["explanation"] = "union",
): SomeRaterScore {
  const [rater = "", reference = ""] = raters.split(" ");
  return {
    image: "a",
    rater,
    reference,
    characteristic: "Papule",
    explanation,
    scores: { f1 },
  };
}

async function outlinesOf(
  rows: readonly SomeRaterScore[],
  set: "all" | "one-diagnosis",
): Promise<Record<string, number | undefined>> {
  return await withFolder(async (folder) => {
    const path = await new BenchmarkFiles(folder).raterScores(rows);
    const outlines = raterOutlines(
      await readRaterComparisons([path], EVALUATIONS),
      { explanation: "union", set, evaluations: EVALUATIONS, target: "t" },
    );
    assert.ok(outlines.every(({ target }) => target === "t"));
    return Object.fromEntries(
      outlines.map(({ evaluation, values }) => [evaluation.rater, values.f1]),
    );
  });
}

const ROWS = [
  score("r1 r2", 0.5),
  score("r3 r2", 1),
  score("r2 r1", 0.25),
  score("r3 r1", null),
  score("r2 r3", null),
  score("r2 r1", 0.75, "characteristic"),
];

Deno.test("raterOutlines() has one score an outline, the mean over the others", async () => {
  assert.deepEqual(await outlinesOf(ROWS, "all"), {
    r2: 0.75,
    r1: 0.25,
    r3: undefined,
  });
});

Deno.test("raterOutlines() leaves out pairs with an evaluation that does not count", async () => {
  assert.deepEqual(await outlinesOf(ROWS, "one-diagnosis"), {
    r2: 0.5,
    r1: 0.25,
  });
});

Deno.test("readRaterComparisons() refuses raters who did not see the image", async () => {
  await assert.rejects(outlinesOf([score("r1 r9", 1)], "all"), {
    name: "RangeError",
    message:
      /it scores an outline on "a" by "r9", who has not evaluated it: supply the tables of one ingest$/,
  });
});
