import assert from "node:assert/strict";
import { smoothen } from "../../../data/sample/smoothen.ts";

const SIZE = { width: 5, height: 3 };

function blurred(amount: number): number[] {
  const plane = new Float32Array(15);
  plane[7] = 9;
  smoothen(plane, SIZE, amount);
  return [...plane].map((value) => Math.round(1000 * value) / 1000);
}

Deno.test("smoothen() takes means over windows of the amount and leaves 0 alone", () => {
  assert.deepEqual(blurred(0), [0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(blurred(1), [0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0]);
  // Neighbours count half: 1 / 4, 1 / 2, 1 / 4 each way.
  assert.deepEqual(blurred(0.5).slice(5, 10), [0, 1.125, 2.25, 1.125, 0]);
});
