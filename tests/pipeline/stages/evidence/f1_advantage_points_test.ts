import assert from "node:assert/strict";
import type { TableCell } from "../../../../data/ledger/table.ts";
import { f1AdvantagePoints } from "../../../../pipeline/stages/evidence/f1_advantage_points.ts";

function table(f1: Readonly<Record<string, number>>): TableCell[] {
  return Object.entries(f1).flatMap(([row, value]) => [
    { row, column: "f1", statistic: "mean", value },
    { row, column: "f1", statistic: "std", value: 0.9 },
    { row, column: "sensitivity", statistic: "mean", value: 0.1 },
  ]);
}

Deno.test("f1AdvantagePoints() averages over the rows where the other leads", () => {
  const baseline = table({ a: 0.5, b: 0.25, c: 0.75 });
  const other = table({ a: 0.75, b: 0.375, c: 0.5 });
  assert.equal(f1AdvantagePoints({ baseline, other }), 18.75);
});

Deno.test("f1AdvantagePoints() is undefined where the other leads nowhere", () => {
  const baseline = table({ a: 0.5, b: 0.25 });
  assert.equal(f1AdvantagePoints({ baseline, other: baseline }), undefined);
});
