import assert from "node:assert/strict";
import {
  cellInFull,
  cellNumber,
  paperRemark,
} from "../../../../pipeline/stages/report/exhibit_cell.ts";

Deno.test("cellNumber() rounds a number and its deviation alike", () => {
  assert.equal(
    cellNumber({ value: 0.31416, std: 0.0299, decimals: 2 }),
    "0.31 ± 0.03",
  );
  assert.equal(cellNumber({ value: 24, decimals: 0 }), "24");
  assert.equal(cellNumber({ value: -0.25, decimals: 2 }), "−0.25");
  assert.equal(cellNumber({ value: -0.001, decimals: 2 }), "0.00");
});

Deno.test("cellNumber() prefers a text, and marks what is undefined", () => {
  assert.equal(cellNumber({ value: 1, decimals: 0, text: "one" }), "one");
  assert.equal(cellNumber({ value: null, decimals: 2 }), "–");
});

Deno.test("cellInFull() has every digit, where there is a number", () => {
  assert.equal(
    cellInFull({ value: 0.31416, std: 0.02, decimals: 2 }),
    "0.31416 ± 0.02",
  );
  assert.equal(cellInFull({ value: null, decimals: 2 }), undefined);
  assert.equal(cellInFull({ value: 1, decimals: 0, text: "x" }), undefined);
});

Deno.test("paperRemark() lets other data be compared with a paper's at no price", () => {
  assert.equal(paperRemark("released"), "");
  for (const data of ["generated", "replaced"] as const) {
    assert.equal(paperRemark(data), "; other data, not comparable");
  }
});
