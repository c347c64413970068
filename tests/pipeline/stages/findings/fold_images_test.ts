import assert from "node:assert/strict";
import type { TableCell } from "../../../../data/ledger/table.ts";
import { foldImages } from "../../../../pipeline/stages/findings/fold_images.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

function release(images: number): TableCell[] {
  return Object.entries({
    folds: 10,
    images,
    images_tested_once: images - 1,
    images_without_metadata: 2,
  }).map(([column, value]) => ({
    row: "folds",
    column,
    statistic: "count",
    value,
  }));
}

Deno.test("foldImages() says how many images the folds list", () => {
  const finding = foldImages(
    materialOf({ ledger: FRAMEWORK_CLAIMS, release: release(566) }),
  );

  assert.match(
    finding!.statement,
    /counts 554 images\. The 10 folds .* list 566, of which 565 are .* and 2 lack metadata\./,
  );
  assert.deepEqual(finding!.affects, [
    "framework/images/value",
    "framework/diagnosis_f1/DermX",
    "framework/identification_f1/DermX",
    "framework/localisation_f1/DermX",
  ]);
});

Deno.test("foldImages() is silent without folds, or where the images are as many", () => {
  const ledger = FRAMEWORK_CLAIMS;
  assert.equal(foldImages(materialOf({ ledger })), undefined);
  assert.equal(foldImages(materialOf({ ledger, release: [] })), undefined);
  assert.equal(
    foldImages(materialOf({ ledger, release: release(554) })),
    undefined,
  );
  assert.equal(foldImages(materialOf({ release: release(566) })), undefined);
});
