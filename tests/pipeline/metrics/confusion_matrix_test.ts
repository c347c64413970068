import assert from "node:assert/strict";
import fc from "fast-check";
import {
  classConfusion,
  matrixAccuracy,
} from "../../../pipeline/metrics/confusion_matrix.ts";
import { accuracy } from "../../../pipeline/metrics/accuracy.ts";
import { oneVsRest } from "../../../pipeline/metrics/one_vs_rest.ts";

Deno.test("classConfusion() counts one class against the others", () => {
  const matrix = [[5, 2, 1], [0, 7, 3], [4, 0, 6]];
  assert.deepEqual(classConfusion(matrix, 0), { tp: 5, fp: 4, fn: 3, tn: 16 });
  assert.deepEqual(classConfusion(matrix, 2), { tp: 6, fp: 4, fn: 4, tn: 14 });
});

Deno.test("classConfusion() and matrixAccuracy() agree with counting the samples", () => {
  const sample = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }));
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1 }), (samples) => {
      const matrix = [0, 1, 2, 3].map((actual) =>
        [0, 1, 2, 3].map((predicted) =>
          samples.filter(([a, p]) => a === actual && p === predicted).length
        )
      );
      const reference = samples.map(([actual]) => actual);
      const predicted = samples.map(([, predicted]) => predicted);
      assert.equal(matrixAccuracy(matrix), accuracy(predicted, reference));
      for (const positive of [0, 1, 2, 3]) {
        assert.deepEqual(
          classConfusion(matrix, positive),
          oneVsRest(predicted, { reference, positive }),
        );
      }
    }),
    { seed: 22 },
  );
});

Deno.test("matrixAccuracy() is undefined without samples", () => {
  assert.equal(matrixAccuracy([]), undefined);
  assert.equal(matrixAccuracy([[0, 0], [0, 0]]), undefined);
});

Deno.test("classConfusion() and matrixAccuracy() refuse matrices of another shape", () => {
  const message =
    "Cannot use a confusion matrix of 2 rows whose row 1 has 1 columns: give it one column for each row";
  const ragged = [[1, 2], [3]];
  assert.throws(() => matrixAccuracy(ragged), { name: "RangeError", message });
  assert.throws(() => classConfusion(ragged, 0), {
    name: "RangeError",
    message,
  });
  assert.throws(() => classConfusion([[1, 2], [3, 4]], 2), {
    name: "RangeError",
    message:
      "Cannot find class 2 in a matrix of 2 classes: use an index from 0 to 1",
  });
});
