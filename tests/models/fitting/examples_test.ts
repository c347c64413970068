import assert from "node:assert/strict";
import {
  checkExamples,
  checkFeatures,
  isByte,
} from "../../../models/fitting/examples.ts";
import { digitTable, matrixOf } from "../../support/digit_tables.ts";

const features = digitTable("01 10");

Deno.test("checkExamples() accepts labels of one output and of more", () => {
  checkExamples({ features, labels: [0, 255] }, 1);
  checkExamples({ features, labels: [0, 1, 1, 0, 0, 0] }, 3);
});

Deno.test("checkExamples() says what does not fit", () => {
  const none = { rows: 0, columns: 2, data: [] };
  const wrong = [
    [none, [], 1, "Cannot fit to no examples: supply at least one"],
    [
      features,
      [1],
      1,
      "Cannot fit 2 rows to 1 labels: supply one label a row",
    ],
    [
      features,
      [1, 0],
      2,
      "Cannot fit 2 rows to 2 labels: supply 2 labels a row",
    ],
    [
      features,
      [],
      0,
      'Cannot fit 0 outputs: "outputs" is a whole number above 0',
    ],
    [
      features,
      [0, 1, 0, 256],
      2,
      "Cannot fit row 1 of class 256: classes are whole numbers from 0 to 255",
    ],
  ] as const;
  for (const [table, labels, outputs, message] of wrong) {
    assert.throws(
      () => checkExamples({ features: table, labels }, outputs),
      { name: "RangeError", message },
    );
  }
});

Deno.test("checkFeatures() says what does not fit", () => {
  checkFeatures(features, 2);
  const wrong = [
    [
      features,
      "Cannot classify rows of 2 features: supply the 3 that were fitted",
    ],
    [
      { rows: 2, columns: 3, data: [1] },
      "Cannot read 2 rows of 3 features from 1 numbers: supply all features of each row",
    ],
    [
      matrixOf([[0, 1, 2], [3, NaN, 5]]),
      "Cannot use NaN, feature 1 of row 1: supply finite numbers",
    ],
  ] as const;
  for (const [table, message] of wrong) {
    assert.throws(
      () => checkFeatures(table, 3),
      { name: "RangeError", message },
    );
  }
});

Deno.test("isByte() tells whole numbers from 0 to 255", () => {
  assert.deepEqual([0, 1, 255].map(isByte), [true, true, true]);
  assert.ok(![-1, 0.5, 256, NaN, Infinity].some(isByte));
});
