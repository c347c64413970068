import assert from "node:assert/strict";
import fc from "fast-check";
import { EvaluationIndex } from "../../../../pipeline/stages/benchmark/evaluation_index.ts";
import type { OutlineScores } from "../../../../pipeline/stages/benchmark/outline_scores.ts";
import { overRuns } from "../../../../pipeline/stages/benchmark/over_runs.ts";
import { runScores } from "../../../../pipeline/stages/benchmark/run_scores.ts";
import type { Evaluation } from "../../../../pipeline/stages/evaluations/evaluation.ts";
import { evaluationOf } from "../../../support/evaluations.ts";
import { outlineScores, readingOf } from "../../../support/outline_scores.ts";

/** By image: of i the diagnosis is Acne for even i, every third has no diagnosis by r2. */
const EVALUATIONS = [0, 1, 2, 3, 4, 5].flatMap((i) => [
  evaluationOf(`r1 i${i}`, [i % 2 === 0 ? "Acne" : "Psoriasis"]),
  evaluationOf(`r2 i${i}`, i % 3 === 0 ? ["Other-disease"] : ["Acne"]),
]);

const OPTIONS = {
  images: new Set(["i0", "i1", "i2", "i3"]),
  gold: new Map(
    [0, 1, 2, 3, 4, 5].map((
      i,
    ) => [`i${i}`, i % 2 === 0 ? "Acne" : "Psoriasis"]),
  ),
  evaluations: new EvaluationIndex(EVALUATIONS),
};

const outline = fc.record({
  evaluation: fc.constantFrom(...EVALUATIONS),
  characteristic: fc.constantFrom("Papule", "Scale", "union"),
  target: fc.constantFrom("gold", "other"),
  value: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), {
    nil: undefined,
  }),
}).map(({ evaluation, ...rest }) => outlineScores(evaluation, rest));

/** What pandas would do: filter, group, and skip missing values in the mean. */
function reference(
  outlines: readonly OutlineScores[],
  characteristic: string,
): { value: number | undefined; undefined: number } {
  let sum = 0;
  let count = 0;
  let missing = 0;
  for (const { target, evaluation, values, ...other } of outlines) {
    if (target !== "gold" || other.characteristic !== characteristic) continue;
    if (!["i0", "i1", "i2", "i3"].includes(evaluation.image)) continue;
    if (evaluation.selections.some(({ kind }) => kind === "discard")) continue;
    if (values.rank === undefined) missing++;
    else {
      sum += values.rank;
      count++;
    }
  }
  return { value: count === 0 ? undefined : sum / count, undefined: missing };
}

Deno.test("runScores() averages as a plain loop does", () => {
  fc.assert(
    fc.property(fc.array(outline, { maxLength: 40 }), (outlines) => {
      const reading = readingOf({ evaluations: "one-diagnosis" });
      const found = runScores(outlines, { ...OPTIONS, reading });
      for (const characteristic of ["Papule", "Scale", "union"]) {
        const expected = reference(outlines, characteristic);
        const scores = found.get(characteristic);
        assert.equal(scores?.values.rank.value, expected.value);
        assert.equal(
          scores?.values.rank.undefined ?? 0,
          expected.undefined,
        );
      }
    }),
    { seed: 6, numRuns: 200 },
  );
});

function papules(values: readonly (number | undefined)[]): OutlineScores[] {
  return values.map((value, i) =>
    outlineScores(EVALUATIONS[i]!, { characteristic: "Papule", value })
  );
}

Deno.test("runScores() takes the median where it is asked to", () => {
  const outlines = papules([0.25, 0, 1, undefined, 0.5]);
  const average = (reading: "mean" | "median"): number | undefined =>
    runScores(outlines, {
      ...OPTIONS,
      reading: readingOf({ average: reading }),
    })
      .get("Papule")?.values.f1.value;
  assert.equal(average("mean"), 0.4375);
  assert.equal(average("median"), 0.375);
});

Deno.test("runScores() counts outlines, those without a score too", () => {
  const scores = runScores(papules([0.25, undefined, 1]), {
    ...OPTIONS,
    reading: readingOf(),
  }).get("Papule");
  assert.deepEqual(
    [...scores!.evaluations].map(({ image, rater }) => `${rater} ${image}`),
    ["r1 i0", "r2 i0", "r1 i1"],
  );
  assert.deepEqual(scores?.values.npv, { value: 0.625, undefined: 1 });
});

Deno.test("runScores() has no row without outlines", () => {
  const reading = readingOf();
  assert.equal(runScores([], { ...OPTIONS, reading }).size, 0);
});

function unions(places: Readonly<Record<string, number>>): OutlineScores[] {
  return Object.entries(places).map(([place, value]) => {
    const [rater, image] = place.split(" ");
    const evaluation = EVALUATIONS.find((one: Evaluation) =>
      one.rater === rater && one.image === image
    );
    return outlineScores(evaluation!, { characteristic: "union", value });
  });
}

Deno.test("runScores() reads the union by a rule of its own", () => {
  // i4 and i5 are not among the images that count.
  const outlines = unions({
    "r1 i0": 0.5,
    "r1 i2": 1,
    "r2 i2": 0.75,
    "r1 i1": 0,
    "r1 i4": 0.25,
    "r1 i5": 0.5,
  });
  const value = (union: Parameters<typeof readingOf>[0]): number | undefined =>
    runScores(outlines, { ...OPTIONS, reading: readingOf(union) })
      .get("union")?.values.f1.value;
  assert.equal(
    value({ union: { images: "counted", average: "outlines" } }),
    0.5625,
  );
  assert.equal(
    value({ union: { images: "counted", average: "diagnoses" } }),
    0.375,
  );
  assert.equal(
    value({ union: { images: "all", average: "outlines" } }),
    0.5,
  );
  // Acne (0.5 + 1 + 0.75 + 0.25) / 4, Psoriasis (0 + 0.5) / 2.
  assert.equal(
    value({ union: { images: "all", average: "diagnoses" } }),
    0.4375,
  );
});

Deno.test("overRuns() averages over the runs that have a value", () => {
  const run = (values: readonly (number | undefined)[]) =>
    runScores(papules(values), { ...OPTIONS, reading: readingOf() });
  const runs = [run([0.5, 0.25]), run([1]), run([undefined]), run([])];
  const papule = overRuns(runs, { std: "sample" }).get("Papule");
  assert.equal(papule?.outlines, 2);
  assert.equal(papule?.images, 1);
  const { std, ...rest } = papule!.values.mass;
  assert.deepEqual(rest, { mean: 0.6875, n: 2, undefined: 1 });
  // 0.375 and 1 lie 0.3125 from their mean.
  assert.ok(Math.abs(std! - Math.sqrt(2 * 0.3125 ** 2)) < 1e-15);
  assert.equal(
    overRuns([run([0.5])], { std: "sample" }).get("Papule")?.values.f1.std,
    undefined,
  );
});
