import fc from "fast-check";
import assert from "node:assert/strict";
import { linearClassifier } from "../../../models/fitting/linear_classifier.ts";
import { logisticRegression } from "../../../models/fitting/logistic_regression.ts";
import { digitTable, matrixOf } from "../../support/digit_tables.ts";
import { SEED } from "../../support/graphs.ts";

Deno.test("linearClassifier() gives a row to the class with the highest score", () => {
  const { predict } = linearClassifier({
    weights: Float64Array.of(1, 0, 0, 1, -1, -1),
    intercepts: Float64Array.of(0, 0.25, 0.5),
  });
  // Scores x, y + 1/4 and 1/2 - x - y.
  const rows = matrixOf([[1, 0], [0, 1], [-1, -1], [0.5, 0.25], [0, 0.125]]);
  assert.deepEqual([...predict(rows)], [0, 1, 2, 0, 1]);
});

Deno.test("linearClassifier() of a strong fit knows the examples that can be parted", () => {
  const features = digitTable("00 01 10 20 21 12 22");
  const labels = [0, 0, 0, 1, 2, 2, 2];
  const fit = logisticRegression({ features, labels }, { classes: 3, c: 1e4 });
  assert.deepEqual([...linearClassifier(fit).predict(features)], labels);
});

Deno.test("linearClassifier() does not mind a constant that all classes share", () => {
  const whole = fc.array(fc.integer({ min: -9, max: 9 }), {
    minLength: 9,
    maxLength: 9,
  });
  fc.assert(
    fc.property(whole, whole, fc.integer(), (weights, rows, constant) => {
      const features = { rows: 3, columns: 3, data: rows };
      const [own, raised] = [0, constant].map((intercept) =>
        linearClassifier({
          weights: Float64Array.from(weights),
          intercepts: Float64Array.of(intercept, intercept, intercept),
        }).predict(features)
      );
      assert.deepEqual(raised, own);
    }),
    { seed: SEED },
  );
});

Deno.test("linearClassifier() refuses rows of other features", () => {
  const { predict } = linearClassifier({
    weights: Float64Array.of(1, 0),
    intercepts: Float64Array.of(0, 0),
  });
  assert.throws(() => predict(digitTable("01")), {
    name: "RangeError",
    message:
      "Cannot classify rows of 2 features: supply the 1 that were fitted",
  });
});
