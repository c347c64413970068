import assert from "node:assert/strict";
import { checksOf } from "../../../../pipeline/stages/benchmark/checks.ts";
import type { Comparison } from "../../../../pipeline/stages/benchmark/comparison.ts";
import type { BenchmarkParams } from "../../../../pipeline/stages/benchmark/params.ts";
import type { ArchitectureResults } from "../../../../pipeline/stages/benchmark/results.ts";
import { SAMPLE_BENCHMARK } from "../../../../pipeline/stages/benchmark_sample.ts";
import type { Check } from "../../../../pipeline/stages/exhibits/exhibit.ts";

function architecture(
  id: string,
  macroF1: readonly (number | undefined)[],
): ArchitectureResults {
  const scores = { accuracy: [], macroF1, cells: [], runs: [] };
  return {
    architecture: { id, name: id.toUpperCase(), networks: [] },
    networks: [],
    diagnosis: new Map([["gold", scores]]),
  };
}

function comparison(
  place: string,
  values: { difference: number; pValue: number },
): Comparison {
  const [id = "", other = ""] = place.split(" ");
  return {
    subject: { id, name: id },
    other: { id: other, name: other },
    images: 9,
    own: 0,
    others: 0,
    ...values,
  };
}

function checks(
  params: BenchmarkParams = SAMPLE_BENCHMARK,
  best: readonly (number | undefined)[] = [0.75, 0.9, 0.6],
): Check[] {
  return checksOf({
    params,
    architectures: [
      architecture("one", [0.5, 0.95]),
      architecture("two", best),
    ],
    comparisons: [
      comparison("one centre", { difference: 0.5, pValue: 0.5 }),
      comparison("two centre", { difference: 0.04, pValue: 0.01 }),
      comparison("two random", { difference: 0.05, pValue: 0.02 }),
    ],
  });
}

Deno.test("checksOf() looks at the better architecture and its own comparisons", () => {
  assert.deepEqual(
    checks().map(({ id, value, holds }) => [id, value, holds]),
    [
      ["diagnosis-mean", 0.75, true],
      ["diagnosis-worst-run", 0.6, true],
      ["maps-above-centre", 0.04, false],
      ["maps-above-centre-p", 0.01, true],
      ["maps-above-random", 0.05, true],
      ["maps-above-random-p", 0.02, false],
    ],
  );
});

Deno.test("checksOf() says what is demanded", () => {
  assert.deepEqual(checks().slice(0, 4).map(({ statement }) => statement), [
    "TWO, the better architecture, reaches a macro F1 of at least 0.75, mean over its runs",
    "The worst run of TWO has a macro F1 of at least 0.6",
    "Maps of TWO exceed the centre map in Dice with whole outlines by at least 0.05, mean over images",
    "The difference of TWO from the centre map has p of at most 0.01 (signed-rank test over images)",
  ]);
});

Deno.test("checksOf() fails what is not there", () => {
  const nothing = checksOf({
    params: SAMPLE_BENCHMARK,
    architectures: [architecture("one", [undefined])],
    comparisons: [],
  });
  assert.equal(nothing.length, 6);
  assert.ok(nothing.every(({ value, holds }) => value === null && !holds));
  assert.deepEqual(checks({ ...SAMPLE_BENCHMARK, checks: [] }), []);
});
