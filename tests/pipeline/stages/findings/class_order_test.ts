import assert from "node:assert/strict";
import type { TableCell } from "../../../../data/ledger/table.ts";
import { classOrder } from "../../../../pipeline/stages/findings/class_order.ts";
import { claimOf } from "../../../support/claims.ts";
import { evidenceModel } from "../../../support/evidence_model.ts";
import { materialOf } from "../../../support/material.ts";

const CLASSES = [
  { actual: "Acne", predicted: "Acne" },
  { actual: "Warts", predicted: "Vitiligo" },
  { actual: "Vitiligo", predicted: "Warts" },
];

const HITS = [
  { actual: "Acne", samples: 20, same_index: 15, same_class: 15 },
  { actual: "Warts", samples: 30, same_index: 2, same_class: 21 },
  { actual: "Vitiligo", samples: 50, same_index: 3, same_class: 40 },
];

function f1(means: Readonly<Record<string, number>>): TableCell[] {
  return Object.entries(means).map(([row, value]) => ({
    row,
    column: "f1",
    statistic: "mean",
    value,
  }));
}

const MATERIAL = materialOf({
  evidence: {
    images: 50,
    classes: CLASSES,
    models: [
      evidenceModel("net", { hits: HITS, published: 0.2, corrected: 0.76 }),
    ],
  },
  tables: new Map([
    ["table5a", f1({ Acne: 0.75, Vitiligo: 0.0625, Warts: 0.125 })],
  ]),
  corrected: new Map([
    ["table5a", f1({ Acne: 0.75, Warts: 0.703125, Vitiligo: 0.8125 })],
  ]),
  ledger: [
    claimOf("table5a/Acne/f1/mean", { printed: "0.75", computed: 0.75 }),
    claimOf("table5a/Warts/f1/mean", { printed: "0.13", computed: 0.125 }),
    claimOf("table5a/Vitiligo/f1/mean", { printed: "0.06", computed: 0.0625 }),
    claimOf("table6a/Scale/f1/mean", { printed: "0.16" }),
    claimOf("text/accuracy_net//mean", { printed: "0.20", computed: 0.2 }),
    claimOf("text/age//young", { printed: "108", computed: 108 }),
  ],
});

Deno.test("classOrder() says what pairing by class changes", () => {
  const finding = classOrder(MATERIAL);
  assert.equal(finding?.severity, "high");
  assert.equal(
    finding?.statement,
    "Rows of the confusion matrices follow the test folders (Acne, Warts, Vitiligo), columns the training folders (Acne, Vitiligo, Warts), and Table 5 pairs them by index; the attention maps of Table 6 are made for an index too. " +
      "NET gives images of Warts the output of that class in 21 of 30 cases and the output with its index in 2. " +
      "NET gives images of Vitiligo the output of that class in 40 of 50 cases and the output with its index in 3. " +
      "Paired by class, mean accuracy of NET rises from 0.200 to 0.760. " +
      "Its F1 becomes Warts 0.70 instead of 0.13 and Vitiligo 0.81 instead of 0.06. " +
      "The class with the lowest F1 of NET is then Warts, not Vitiligo.",
  );
  assert.deepEqual(finding?.evidence, {
    artifact: "evidence/evidence.json",
    values: {
      images: 50,
      net_accuracy_by_index: 0.2,
      net_accuracy_by_class: 0.76,
      "net_f1_by_index: Acne": 0.75,
      "net_f1_by_index: Vitiligo": 0.0625,
      "net_f1_by_index: Warts": 0.125,
      "net_f1_by_class: Acne": 0.75,
      "net_f1_by_class: Warts": 0.703125,
      "net_f1_by_class: Vitiligo": 0.8125,
    },
  });
  // Acne keeps its numbers, so its claim is not concerned.
  assert.deepEqual(finding?.affects, [
    "table5a/Warts/f1_mean",
    "table5a/Vitiligo/f1_mean",
    "text/accuracy_net/mean",
    "table6a/Scale/f1_mean",
  ]);
});

Deno.test("classOrder() is silent where the orders agree", () => {
  const classes = CLASSES.map(({ actual }) => ({ actual, predicted: actual }));
  const evidence = { ...MATERIAL.evidence!, classes };
  assert.equal(classOrder({ ...MATERIAL, evidence }), undefined);
});

Deno.test("classOrder() is silent where pairing by class makes a model worse", () => {
  const models = [
    evidenceModel("net", { hits: HITS, published: 0.2, corrected: 0.76 }),
    evidenceModel("web", { hits: HITS, published: 0.4, corrected: 0.3 }),
  ];
  const evidence = { ...MATERIAL.evidence!, models };
  assert.equal(classOrder({ ...MATERIAL, evidence }), undefined);
});
