import assert from "node:assert/strict";
import { area, union } from "../../../data/dermx/mask.ts";
import {
  DIAGNOSES,
  DISCARD_OPTIONS,
  ONTOLOGY,
} from "../../../data/dermx/ontology.ts";
import { rasterise } from "../../../data/dermx/rasterise.ts";
import { composeCase } from "../../../data/sample/compose_case.ts";
import { evaluateCase } from "../../../data/sample/evaluate_case.ts";
import { RATERS } from "../../../data/sample/raters.ts";
import { ratersOf } from "../../../data/sample/raters_of.ts";

const CASES = Array.from({ length: 288 }, (_, index) => composeCase(1, index));
const EVALUATIONS = CASES.flatMap((sample) =>
  ratersOf(sample.index).map((rater) => ({
    sample,
    ...evaluateCase(sample, { rater, seed: 1 }),
  }))
);

type Judged = (typeof EVALUATIONS)[number];

function has(names: readonly string[]): (evaluation: Judged) => boolean {
  return ({ annotations }) =>
    annotations.some(({ name }) => names.includes(name));
}

Deno.test("evaluateCase() uses the first release's terms, and outlines the localisable ones", () => {
  for (const { annotations } of EVALUATIONS) {
    for (const { name, paths } of annotations) {
      const kind = ONTOLOGY.v1.get(name);
      assert.equal(paths !== undefined, kind === "localisable", name);
    }
    const outlined = annotations.map(({ paths }) => paths !== undefined);
    assert.deepEqual(outlined, outlined.toSorted((a, b) => +b - +a));
  }
});

Deno.test("evaluateCase() draws paths that do not lie over each other", () => {
  for (const { annotations, width, height } of EVALUATIONS) {
    for (const { paths, name } of annotations) {
      if (paths === undefined || paths.length === 1) continue;
      const size = { width, height };
      const together = area(rasterise(paths, size));
      const each = paths.map((path) => rasterise([path], size))
        .reduce(union);
      assert.equal(together, area(each), name);
    }
  }
});

Deno.test("evaluateCase() makes every rater name every diagnosis, mostly the right one", () => {
  for (const { id } of RATERS) {
    for (const diagnosis of DIAGNOSES) {
      assert.ok(
        EVALUATIONS.some((one) => one.rater === id && has([diagnosis])(one)),
        `${id} and ${diagnosis}`,
      );
    }
  }
  const judged = EVALUATIONS.filter(has(DIAGNOSES));
  const right = judged.filter((one) => has([one.sample.diagnosis])(one));
  const share = right.length / judged.length;
  assert.ok(share > 0.92 && share < 0.98, `${share}`);
});

Deno.test("evaluateCase() discards, forgets and doubles now and then", () => {
  const share = (is: (evaluation: Judged) => boolean): number =>
    EVALUATIONS.filter(is).length / EVALUATIONS.length;
  const assertBetween = (value: number, low: number, high: number): void =>
    assert.ok(value > low && value < high, `${value}`);
  const diagnoses = ({ annotations }: Judged): number =>
    annotations.filter(({ name }) => DIAGNOSES.some((d) => d === name)).length;

  // In the first release 0.16, 0.08, 0.018 and 0.006.
  assertBetween(share(has(["Other-disease"])), 0.12, 0.22);
  assertBetween(share(has(["Low-quality"])), 0.05, 0.13);
  const neither = (one: Judged): boolean =>
    diagnoses(one) === 0 && !has(DISCARD_OPTIONS)(one);
  assertBetween(share(neither), 0.005, 0.03);
  assertBetween(share((one) => diagnoses(one) > 1), 0.002, 0.015);
});

Deno.test("evaluateCase() gives a generous rater's outlines more room than a strict one's", () => {
  const mean = (rater: (typeof RATERS)[number]): number => {
    const shares = CASES.filter(({ diagnosis }) => diagnosis === "Psoriasis")
      .flatMap((sample) => evaluateCase(sample, { rater, seed: 2 }).annotations)
      .filter(({ name }) => name === "Plaque")
      .map(({ paths }) => area(rasterise(paths!, { width: 480, height: 480 })));
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  const byGenerosity = RATERS.toSorted((a, b) => a.generosity - b.generosity);

  assert.ok(mean(byGenerosity.at(-1)!) > 1.2 * mean(byGenerosity[0]!));
});

Deno.test("evaluateCase() is the same each time, and another for another rater or seed", () => {
  const [rater, other] = RATERS;
  const evaluate = (by: (typeof RATERS)[number], seed: number): unknown =>
    evaluateCase(CASES[2]!, { rater: by, seed }).annotations;

  assert.deepEqual(evaluate(rater!, 1), evaluate(rater!, 1));
  assert.notDeepEqual(evaluate(rater!, 1), evaluate(other!, 1));
  assert.notDeepEqual(evaluate(rater!, 1), evaluate(rater!, 2));
});
