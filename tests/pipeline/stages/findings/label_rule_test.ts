import assert from "node:assert/strict";
import { labelRule } from "../../../../pipeline/stages/findings/label_rule.ts";
import type { LabelComparison } from "../../../../pipeline/stages/labels/compare_labels.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

const MISS = { image: "a", characteristic: "Plaque", present: false };

const LABELS: readonly LabelComparison[] = [
  { rule: "all", notebook: "one", printed: 10, same: 9, other: [MISS] },
  { rule: "all", notebook: "two", printed: 5, same: 4, other: [MISS] },
  {
    rule: "first-tag-is-diagnosis",
    notebook: "one",
    printed: 10,
    same: 10,
    other: [],
  },
  {
    rule: "first-tag-is-diagnosis",
    notebook: "two",
    printed: 5,
    same: 4,
    other: [MISS],
  },
];

Deno.test("labelRule() names the best rule, what it misses, and the next best", () => {
  const finding = labelRule(
    materialOf({ ledger: FRAMEWORK_CLAIMS, labels: LABELS }),
  );

  assert.match(
    finding!.statement,
    /"first-tag-is-diagnosis" yields 10 of 10 labels in "one" and 4 of 5 labels in "two"; the other is Plaque of "a", printed as absent\. The next best of 2 rules, "all", yields 13 instead of 14\.$/,
  );
  assert.equal(finding!.evidence.values["all: one"], 9);
  assert.deepEqual(finding!.affects, [
    "framework/identification_f1/DermX",
    "framework/localisation_f1/DermX",
  ]);
});

Deno.test("labelRule() names no other label where every one is yielded", () => {
  const labels = LABELS.map((comparison) => ({
    ...comparison,
    same: comparison.printed,
    other: [],
  }));
  const { statement } = labelRule(
    materialOf({ ledger: FRAMEWORK_CLAIMS, labels }),
  )!;
  assert.match(statement, /5 of 5 labels in "two"\. The next/);
});

Deno.test("labelRule() is silent without anything to compare", () => {
  assert.equal(labelRule(materialOf()), undefined);
  assert.equal(labelRule(materialOf({ labels: [] })), undefined);
});
