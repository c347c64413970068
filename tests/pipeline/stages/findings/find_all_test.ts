import assert from "node:assert/strict";
import { findAll } from "../../../../pipeline/stages/findings/find_all.ts";
import { claimOf } from "../../../support/claims.ts";
import { censusOf, materialOf } from "../../../support/material.ts";

const CENSUS = censusOf({ attributes: [{ attribute: "Red", selections: 7 }] });

Deno.test("findAll() finds nothing where nothing is odd", () => {
  assert.deepEqual(findAll(materialOf()), []);
});

Deno.test("findAll() keeps what holds, gravest first", () => {
  const found = findAll(materialOf({
    census: CENSUS,
    ledger: [
      claimOf("text/terms//additional", { printed: "23", computed: 1 }),
      claimOf("text/multiple_diagnoses//value", { printed: "2", computed: 0 }),
    ],
  }));
  assert.deepEqual(
    found.map(({ id, severity }) => [id, severity]),
    [["several-diagnoses", "medium"], ["additional-terms", "low"]],
  );
});

Deno.test("findAll() finds what the study asks for", () => {
  const ledger = [
    claimOf("text/terms//additional", { printed: "23", computed: 1 }),
    claimOf("text/multiple_diagnoses//value", { printed: "2", computed: 0 }),
  ];
  const found = findAll(materialOf({
    census: CENSUS,
    ledger,
    findings: ["additional-terms"],
  }));
  assert.deepEqual(found.map(({ id }) => id), ["additional-terms"]);
});

Deno.test("findAll() refuses a finding that affects no claim", () => {
  const material = materialOf({
    census: censusOf({
      images: {
        "all": 1,
        "undiscarded": 1,
        "some-diagnosis": 1,
        "one-diagnosis": 1,
      },
      masks: {
        instances: 2,
        evaluations: 2,
        total: 2,
        on_kept_images: 2,
        valid: 1,
        by_characteristic: [],
      },
    }),
    notebookCounts: new Map([["mask_comparisons", 2]]),
    evidence: {
      images: 1,
      classes: [{ actual: "Acne", predicted: "Acne" }],
      models: [],
    },
  });
  assert.throws(() => findAll(material), {
    name: "RangeError",
    message:
      'Cannot report finding "discarded-masks": it affects no claim: correct the rule',
  });
});
