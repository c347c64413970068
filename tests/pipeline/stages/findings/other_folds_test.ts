import assert from "node:assert/strict";
import type { TableCell } from "../../../../data/ledger/table.ts";
import { otherFolds } from "../../../../pipeline/stages/findings/other_folds.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

function count(row: string, column: string, value: number): TableCell {
  return { row, column, statistic: "count", value };
}

/** Two folds, which share a printed test list. */
function release(...shares: readonly number[]): TableCell[] {
  return [
    count("folds", "folds", shares.length),
    count("folds", "printed_test_images", 9),
    count("folds", "printed_in_one_test_list", Math.max(...shares)),
    ...shares.map((share, i) =>
      count(`fold_${i}`, "printed_test_images", share)
    ),
  ];
}

Deno.test("otherFolds() says how little of a printed test list one fold tests", () => {
  const finding = otherFolds(
    materialOf({ ledger: FRAMEWORK_CLAIMS, release: release(4, 3) }),
  );

  assert.match(
    finding!.statement,
    /the test list of its fold, 9 images\. Of the 2 published test lists none has more than 4 of them\./,
  );
  assert.deepEqual(finding!.evidence.values, {
    printed_test_images: 9,
    fold_0: 4,
    fold_1: 3,
  });
  assert.deepEqual(finding!.affects, [
    "framework/diagnosis_f1/DermX",
    "framework/identification_f1/DermX",
    "framework/localisation_f1/DermX",
  ]);
});

Deno.test("otherFolds() is silent where a fold tests half the list, or none is printed", () => {
  const ledger = FRAMEWORK_CLAIMS;
  const found = (cells: TableCell[]) =>
    otherFolds(materialOf({ ledger, release: cells }));
  assert.equal(found(release(5, 0)), undefined);
  assert.equal(found([count("folds", "folds", 2)]), undefined);
  assert.equal(otherFolds(materialOf({ ledger })), undefined);
});
