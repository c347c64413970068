import assert from "node:assert/strict";
import { otherPhotographs } from "../../../../pipeline/stages/findings/other_photographs.ts";
import { benchmarkDetails } from "../../../support/benchmark_details.ts";
import { claimOf } from "../../../support/claims.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

const LEDGER = [
  claimOf("table2a/Acne/f1/mean", { printed: "0.90", computed: 0.9 }),
  claimOf("table5a/Acne/f1/mean", { printed: "0.53", computed: 0.5 }),
  claimOf("table6b/Union/f1/mean", { printed: "0.25" }),
];

Deno.test("otherPhotographs() says which photographs are others", () => {
  const finding = otherPhotographs(materialOf({
    ledger: LEDGER,
    benchmark: benchmarkDetails({
      photographs: {
        compared: 9,
        differing: 2,
        examples: [{ image: "x", given: [10, 20], annotated: [30, 40] }],
      },
    }),
  }));
  assert.equal(finding?.severity, "high");
  assert.equal(
    finding.statement,
    'Of 9 photographs that the networks saw, 2 have another size than the annotations say: "x" has 10 x 20 pixels instead of 30 x 40. What networks make of these pictures replicates nothing.',
  );
  assert.deepEqual(finding.affects, [
    "table5a/Acne/f1_mean",
    "table6b/Union/f1_mean",
  ]);
});

Deno.test("otherPhotographs() says so of networks with two heads as well", () => {
  const photographs = {
    compared: 1,
    differing: 1,
    examples: [{
      image: "x",
      given: [10, 20],
      annotated: [30, 40],
    }],
  } as const;
  const finding = otherPhotographs(
    materialOf({ ledger: FRAMEWORK_CLAIMS, measures: { photographs } }),
  );
  assert.match(finding!.statement, /^Of 1 photograph .*, 1 has another size/);
  assert.equal(finding!.evidence.artifact, "measures/measures.json");
  assert.deepEqual(finding!.affects, [
    "framework/diagnosis_f1/DermX",
    "framework/identification_f1/DermX",
    "framework/localisation_f1/DermX",
  ]);
  const none = { ledger: FRAMEWORK_CLAIMS, measures: { photographs: null } };
  assert.equal(otherPhotographs(materialOf(none)), undefined);
});

Deno.test("otherPhotographs() is silent where sizes agree or nothing was run", () => {
  assert.equal(otherPhotographs(materialOf({ ledger: LEDGER })), undefined);
  const benchmark = benchmarkDetails({
    photographs: { compared: 9, differing: 0, examples: [] },
  });
  assert.equal(
    otherPhotographs(materialOf({ ledger: LEDGER, benchmark })),
    undefined,
  );
});
