import assert from "node:assert/strict";
import { discardedMasksEffect } from "../../../../pipeline/stages/findings/discarded_masks_effect.ts";
import {
  architectureDetails,
  benchmarkDetails,
} from "../../../support/benchmark_details.ts";
import { claimOf } from "../../../support/claims.ts";
import { materialOf } from "../../../support/material.ts";

function material(
  kept: Readonly<Record<string, number | null>>,
): ReturnType<typeof materialOf> {
  const all = { Papule: 0.25, Scale: 0.5, Cyst: 0.75, Nodule: null, union: 0 };
  return materialOf({
    ledger: [claimOf("table6a/Papule/f1/mean", { printed: "0.06" })],
    benchmark: benchmarkDetails({
      architectures: [
        architectureDetails("one", {
          f1: { "published": all, "published-kept": kept },
        }),
      ],
    }),
  });
}

Deno.test("discardedMasksEffect() names the rows that read otherwise", () => {
  const finding = discardedMasksEffect(
    material({ Papule: 0.26, Scale: 0.501, Cyst: 0.5, Nodule: 1, union: 1 }),
  );
  assert.equal(
    finding?.statement,
    "Without the outlines of discarded evaluations, mean F1 reads otherwise at two decimals in 2 of 3 rows of Table 6 as these networks fill it: Cyst of ONE 0.50 instead of 0.75 and Papule of ONE 0.26 instead of 0.25.",
  );
  assert.deepEqual(finding.evidence.values, {
    "one: Cyst: f1": 0.75,
    "one: Cyst: f1 of kept evaluations": 0.5,
    "one: Cyst: outlines": 9,
    "one: Cyst: outlines of kept evaluations": 14,
    "one: Papule: f1": 0.25,
    "one: Papule: f1 of kept evaluations": 0.26,
    "one: Papule: outlines": 9,
    "one: Papule: outlines of kept evaluations": 14,
  });
  assert.deepEqual(finding.affects, ["table6a/Papule/f1_mean"]);
});

Deno.test("discardedMasksEffect() is silent where nothing reads otherwise", () => {
  const same = material({ Papule: 0.2501, Scale: 0.5, Cyst: 0.75 });
  assert.equal(discardedMasksEffect(same), undefined);
  assert.equal(discardedMasksEffect(materialOf()), undefined);
});
