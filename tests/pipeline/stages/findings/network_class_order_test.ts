import assert from "node:assert/strict";
import { networkClassOrder } from "../../../../pipeline/stages/findings/network_class_order.ts";
import {
  architectureDetails,
  benchmarkDetails,
} from "../../../support/benchmark_details.ts";
import { claimOf } from "../../../support/claims.ts";
import { materialOf } from "../../../support/material.ts";

function material(
  ...accuracies: readonly { published: number; corrected: number }[]
): ReturnType<typeof materialOf> {
  return materialOf({
    ledger: [claimOf("table5a/Acne/f1/mean", { printed: "0.53" })],
    benchmark: benchmarkDetails({
      architectures: accuracies.map((accuracy, i) =>
        architectureDetails(["one", "two"][i]!, {
          accuracy,
          f1: {
            published: { Papule: 0.25, Scale: 0.5, Cyst: null, union: 0 },
            corrected: { Papule: 0.5, Scale: 0.375, Cyst: 1, union: 1 },
          },
        })
      ),
    }),
  });
}

Deno.test("networkClassOrder() says that networks do as the paper's did", () => {
  const finding = networkClassOrder(
    material({ published: 0.25, corrected: 0.5 }),
  );
  assert.equal(
    finding?.title,
    "The networks given exchange classes as the paper's did",
  );
  assert.equal(
    finding.statement,
    "Run anew, the networks show what the confusion matrices show: outputs mean other classes than the test folders' numbers. Mean accuracy of ONE is 0.500 with classes paired by name and 0.250 paired by index. Of the scores of its maps, F1 for Papule changes most, to 0.50 from 0.25.",
  );
  assert.deepEqual(finding.evidence.values, {
    one_accuracy_by_index: 0.25,
    one_accuracy_by_class: 0.5,
  });
  assert.deepEqual(finding.affects, ["table5a/Acne/f1_mean"]);
});

Deno.test("networkClassOrder() says that networks number their classes otherwise", () => {
  const finding = networkClassOrder(
    material({ published: 0.25, corrected: 0.5 }, {
      published: 0.5,
      corrected: 0.25,
    }),
  );
  assert.equal(
    finding?.title,
    "The networks given do not all exchange classes as the paper's did",
  );
});

Deno.test("networkClassOrder() is silent where the pairing changes nothing", () => {
  const same = material({ published: 0.5, corrected: 0.5 });
  assert.equal(networkClassOrder(same), undefined);
  assert.equal(networkClassOrder(materialOf()), undefined);
});
