import assert from "node:assert/strict";
import { accuracyImages } from "../../../../pipeline/stages/findings/accuracy_images.ts";
import { claimOf } from "../../../support/claims.ts";
import { evidenceModel } from "../../../support/evidence_model.ts";
import { materialOf } from "../../../support/material.ts";

function material(
  printed: { mean: string; std: string },
): ReturnType<typeof materialOf> {
  const list = {
    images: 60,
    accuracies: [0.2, 0.3],
    mean: 0.25,
    std_population: 0.05,
    std_sample: 0.0707,
  };
  return materialOf({
    evidence: {
      images: 50,
      classes: [],
      models: [evidenceModel("net", { published: 0.4, printed: list })],
    },
    ledger: [
      claimOf("text/accuracy_net//mean", {
        printed: printed.mean,
        computed: 0.4,
      }),
      claimOf("text/accuracy_net//std", { printed: printed.std, computed: 0 }),
    ],
  });
}

Deno.test("accuracyImages() finds the list and the divisor behind the text", () => {
  const finding = accuracyImages(material({ mean: "0.25", std: "0.05" }));
  assert.equal(
    finding?.statement,
    "The text gives the accuracies 0.25 ± 0.05 (NET) beside Table 5, whose matrices hold 50 images and give 0.40 ± 0.00 (NET). 2 of 2 printed numbers come out from the runs' accuracies over 60 images with divisor n; from the matrices at most 0 do.",
  );
  assert.deepEqual(finding?.evidence.values, {
    numbers: 2,
    "exact over 50 images with n - 1": 0,
    "exact over 50 images with n": 0,
    "exact over 60 images with n - 1": 1,
    "exact over 60 images with n": 2,
    net_mean: 0.25,
    net_std: 0.05,
  });
  assert.deepEqual(finding?.affects, [
    "text/accuracy_net/mean",
    "text/accuracy_net/std",
  ]);
});

Deno.test("accuracyImages() names the other divisor where that one fits", () => {
  const finding = accuracyImages(material({ mean: "0.25", std: "0.07" }));
  assert.match(finding?.statement ?? "", /with divisor n - 1;/);
});

Deno.test("accuracyImages() is silent where the matrices do as well", () => {
  const matrices = material({ mean: "0.40", std: "0.00" });
  assert.equal(accuracyImages(matrices), undefined);
  const neither = material({ mean: "0.90", std: "0.90" });
  assert.equal(accuracyImages(neither), undefined);
});
