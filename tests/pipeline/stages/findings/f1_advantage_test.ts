import assert from "node:assert/strict";
import type { TableCell } from "../../../../data/ledger/table.ts";
import { f1Advantage } from "../../../../pipeline/stages/findings/f1_advantage.ts";
import { claimOf } from "../../../support/claims.ts";
import { evidenceModel } from "../../../support/evidence_model.ts";
import { materialOf } from "../../../support/material.ts";

function f1(row: string, value: number): TableCell {
  return { row, column: "f1", statistic: "mean", value };
}

function material(
  { points, warts }: { points: string; warts: number },
): ReturnType<typeof materialOf> {
  return materialOf({
    evidence: {
      images: 50,
      classes: [],
      models: [
        evidenceModel("one", { table: "table5a" }),
        evidenceModel("two", { table: "table5b" }),
      ],
    },
    corrected: new Map([
      ["table5a", [f1("Acne", 0.5), f1("Warts", 0.25)]],
      ["table5b", [f1("Acne", 0.75), f1("Warts", 0.5)]],
    ]),
    ledger: [
      claimOf("table5a/Acne/f1/mean", { printed: "0.50", computed: 0.504 }),
      claimOf("table5a/Warts/f1/mean", { printed: "0.50", computed: 0.5 }),
      claimOf("table5b/Acne/f1/mean", { printed: "0.62", computed: 0.616 }),
      claimOf("table5b/Warts/f1/mean", {
        printed: warts.toFixed(2),
        computed: warts,
      }),
      claimOf("text/f1_advantage_points//value", {
        printed: points,
        computed: 11.2,
      }),
    ],
  });
}

Deno.test("f1Advantage() says what the printed lead leaves out", () => {
  const finding = f1Advantage(material({ points: "12.0", warts: 0.25 }));
  assert.equal(
    finding?.statement,
    "The 12.0 points by which TWO leads ONE are a mean over the 1 of 2 classes where it leads, taken from rounded F1 (12.00). Unrounded it is 11.20 points, over all classes -6.90. With rows and columns paired by class it leads in 2 of 2, by 25.00 points over all.",
  );
  assert.equal(finding?.evidence.values["classes_ahead"], 1);
  assert.deepEqual(finding?.affects, ["text/f1_advantage_points/value"]);
});

Deno.test("f1Advantage() is silent where the print is no mean of rounded leads", () => {
  assert.equal(
    f1Advantage(material({ points: "7.0", warts: 0.25 })),
    undefined,
  );
});

Deno.test("f1Advantage() is silent where all classes lead by what is printed", () => {
  // Rounded leads of 12 and 12 points, unrounded ones of 11.2 and 12: both read 12.
  const honest = material({ points: "12", warts: 0.62 });
  assert.equal(f1Advantage(honest), undefined);
});
