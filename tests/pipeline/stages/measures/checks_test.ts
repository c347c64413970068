import assert from "node:assert/strict";
import { checksOf } from "../../../../pipeline/stages/measures/checks.ts";
import type { SubjectResults } from "../../../../pipeline/stages/measures/judge_subject.ts";
import type { MeasureCheck } from "../../../../pipeline/stages/measures/params.ts";
import { SOME_MEASURES } from "../../../support/measures_params.ts";

function subjectOf(
  id: string,
  kind: SubjectResults["subject"]["kind"],
  value: number | undefined,
): SubjectResults {
  const base = { value, std: undefined, groups: [] };
  const figures = { base, alternatives: [] };
  return {
    subject: {
      id,
      name: id,
      kind,
      groups: [],
      ...(kind === "network" && { network: SOME_MEASURES.networks[0]! }),
    },
    figures: { identification: figures, localisation: figures },
    findings: [],
    maps: [],
  };
}

const SUBJECTS = [
  subjectOf("Net", "network", 0.75),
  subjectOf("always_present", "constant", 0.25),
  subjectOf("prevalent", "constant", 0.5),
  subjectOf("centre", "map", 0.625),
  subjectOf("random", "map", undefined),
];
const RULE: MeasureCheck = {
  id: "check",
  network: "net",
  measure: "identification",
  above: "constant",
  threshold: 0.25,
};

function check(change: Partial<MeasureCheck>) {
  const params = { ...SOME_MEASURES, checks: [{ ...RULE, ...change }] };
  return checksOf({ params, subjects: SUBJECTS })[0]!;
}

Deno.test("checksOf() asks for more than the better of the constant answers", () => {
  assert.deepEqual(check({}), {
    id: "check",
    statement:
      "Identification F1 of Net exceeds that of the best constant answer by at least 0.25, mean over folds",
    value: 0.25,
    threshold: 0.25,
    relation: ">=",
    holds: true,
  });
  assert.equal(check({ threshold: 0.3 }).holds, false);
});

Deno.test("checksOf() asks for more than a map, or for a value as such", () => {
  const centre = check({ measure: "localisation", above: "centre" });
  assert.deepEqual([centre.value, centre.holds], [0.125, false]);
  const own = check({ above: null });
  assert.deepEqual([own.value, own.holds], [0.75, true]);
  assert.match(own.statement, /^Identification F1 of Net is at least 0.25, /);
});

Deno.test("checksOf() holds for nothing that is undefined", () => {
  for (
    const change of [
      { measure: "localisation", above: "random", threshold: -1 },
      { measure: "diagnosis", above: null, threshold: -1 },
      { network: "other", above: null, threshold: -1 },
    ] as const
  ) {
    const { value, holds } = check(change);
    assert.deepEqual([value, holds], [null, false]);
  }
});
