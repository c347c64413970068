import assert from "node:assert/strict";
import { wiredMatrix } from "../../../../pipeline/stages/benchmark/wired_matrix.ts";

const DIAGNOSES = ["Acne", "Warts", "Vitiligo"];
const COUNTS = [[5, 1, 0], [0, 2, 7], [1, 8, 3]];

Deno.test("wiredMatrix() puts what counts as right on the diagonal", () => {
  const wiring = {
    id: "own",
    title: "own",
    classes: { Vitiligo: 1, Warts: 2, Acne: 0 },
  };
  assert.deepEqual(wiredMatrix(COUNTS, { wiring, diagnoses: DIAGNOSES }), [
    [5, 1, 0],
    [1, 8, 3],
    [0, 2, 7],
  ]);
});

Deno.test("wiredMatrix() refuses two diagnoses with one output", () => {
  const wiring = {
    id: "odd",
    title: "odd",
    classes: { Acne: 0, Warts: 1, Vitiligo: 1 },
  };
  assert.throws(() => wiredMatrix(COUNTS, { wiring, diagnoses: DIAGNOSES }), {
    name: "RangeError",
    message:
      'Cannot use wiring "odd": no diagnosis has output 2: give each of the 3 diagnoses an output of its own',
  });
});
