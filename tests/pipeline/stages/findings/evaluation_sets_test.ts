import assert from "node:assert/strict";
import { evaluationSets } from "../../../../pipeline/stages/findings/evaluation_sets.ts";
import { claimOf } from "../../../support/claims.ts";
import { censusOf, materialOf } from "../../../support/material.ts";

const MATERIAL = materialOf({
  conventions: {
    table1: { evaluations: "one-diagnosis" },
    table2a: { evaluations: "some-diagnosis" },
    appendix_table1: { evaluations: "some-diagnosis" },
    table5a: { std: "sample" },
  },
  census: censusOf({
    evaluations: {
      "all": 40,
      "undiscarded": 35,
      "some-diagnosis": 30,
      "one-diagnosis": 28,
    },
    images: {
      "all": 20,
      "undiscarded": 19,
      "some-diagnosis": 18,
      "one-diagnosis": 17,
    },
  }),
  ledger: [
    claimOf("table1/Acne/SD-260/count", { printed: "5", computed: 5 }),
    claimOf("table2a/Acne/f1/mean", { printed: "0.50", computed: 0.5 }),
    claimOf("table2a/Acne/f1/std", { printed: "0.10", computed: 0.2 }),
    claimOf("table5a/Acne/f1/mean", { printed: "0.50", computed: 0.5 }),
    claimOf("appendix_table1/Cyst/f1/mean", { printed: "0.1", computed: 0.1 }),
    claimOf("text/evaluations_kept//value", { printed: "29", computed: 28 }),
    claimOf("text/images_kept//value", { printed: "17", computed: 17 }),
  ],
});

Deno.test("evaluationSets() reports tables that rest on different sets", () => {
  const finding = evaluationSets(MATERIAL);
  assert.equal(
    finding?.statement,
    "Table 2a and Appendix Table 1 rest on 30 evaluations of 18 images, from which 2 of 3 numbers come out as printed. " +
      "Table 1 rests on 28 evaluations of 17 images, from which 1 of 1 numbers come out as printed. " +
      "The text keeps 29 evaluations of 17 images, which is none of these sets.",
  );
  assert.deepEqual(finding?.affects, [
    "text/evaluations_kept/value",
    "text/images_kept/value",
    "table2a/Acne/f1_mean",
    "table2a/Acne/f1_std",
    "appendix_table1/Cyst/f1_mean",
    "table1/Acne/SD-260_count",
  ]);
});

Deno.test("evaluationSets() is silent where all rests on the text's set", () => {
  const ledger = MATERIAL.ledger.map((claim) =>
    claim.row === "evaluations_kept" ? { ...claim, printed: 28 } : claim
  );
  const conventions = { table1: MATERIAL.conventions["table1"]! };
  assert.equal(evaluationSets({ ...MATERIAL, ledger, conventions }), undefined);
});

Deno.test("evaluationSets() is silent without a census or computed tables", () => {
  const { census: _, ...rest } = MATERIAL;
  assert.equal(evaluationSets(rest), undefined);
  const blocked = MATERIAL.ledger.map((claim) => ({
    ...claim,
    computed: null,
  }));
  assert.equal(evaluationSets({ ...MATERIAL, ledger: blocked }), undefined);
});
