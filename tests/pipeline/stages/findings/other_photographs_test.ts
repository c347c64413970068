import assert from "node:assert/strict";
import { otherPhotographs } from "../../../../pipeline/stages/findings/other_photographs.ts";
import { benchmarkDetails } from "../../../support/benchmark_details.ts";
import { claimOf } from "../../../support/claims.ts";
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
    'Of 9 photographs that the networks saw, 2 have another size than the annotations say: "x" has 10 x 20 pixels instead of 30 x 40. Tables 5 and 6 of this run are about these pictures and replicate nothing.',
  );
  assert.deepEqual(finding.affects, [
    "table5a/Acne/f1_mean",
    "table6b/Union/f1_mean",
  ]);
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
