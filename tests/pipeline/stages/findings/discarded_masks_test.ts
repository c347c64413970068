import assert from "node:assert/strict";
import { discardedMasks } from "../../../../pipeline/stages/findings/discarded_masks.ts";
import { claimOf } from "../../../support/claims.ts";
import { censusOf, materialOf } from "../../../support/material.ts";

function material(
  counts: { comparisons: number; valid: number },
): ReturnType<typeof materialOf> {
  return materialOf({
    notebookCounts: new Map([["mask_comparisons", counts.comparisons]]),
    evidence: {
      images: 9,
      classes: [
        { actual: "Acne", predicted: "Acne" },
        { actual: "Warts", predicted: "Warts" },
      ],
      models: [],
    },
    census: censusOf({
      images: {
        "all": 9,
        "undiscarded": 8,
        "some-diagnosis": 8,
        "one-diagnosis": 7,
      },
      masks: {
        instances: 30,
        evaluations: 12,
        total: 25,
        on_kept_images: 22,
        valid: counts.valid,
        by_characteristic: [],
      },
    }),
    ledger: [claimOf("table6a/Union/f1/mean", { printed: "0.17" })],
  });
}

Deno.test("discardedMasks() tells from the notebooks' count which outlines were taken", () => {
  const finding = discardedMasks(material({ comparisons: 50, valid: 19 }));
  assert.equal(
    finding?.statement,
    "The authors' notebooks print 50 comparisons, which is 2 classes times the 25 outlines of all evaluations, discarded or not. On the 7 images that were kept lie 22 outlines, of which 19 belong to kept evaluations: 3 come from evaluations that the text says were removed.",
  );
  assert.deepEqual(finding?.affects, ["table6a/Union/f1_mean"]);
});

Deno.test("discardedMasks() is silent where the count or the outlines do not bear it out", () => {
  const kept = material({ comparisons: 38, valid: 19 });
  assert.equal(discardedMasks(kept), undefined);
  const nothingDiscarded = material({ comparisons: 50, valid: 22 });
  assert.equal(discardedMasks(nothingDiscarded), undefined);
});
