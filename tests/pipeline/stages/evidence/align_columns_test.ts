import assert from "node:assert/strict";
import fc from "fast-check";
import { alignColumns } from "../../../../pipeline/stages/evidence/align_columns.ts";

Deno.test("alignColumns() moves each column to its class", () => {
  const orders = {
    actual: ["acne", "warts", "vitiligo"],
    predicted: ["acne", "vitiligo", "warts"],
  };
  assert.deepEqual(
    alignColumns([[1, 2, 3], [4, 5, 6], [7, 8, 9]], orders),
    [[1, 3, 2], [4, 6, 5], [7, 9, 8]],
  );
});

Deno.test("alignColumns() keeps every row's sum", () => {
  const classes = ["a", "b", "c", "d"];
  const row = fc.array(fc.nat({ max: 99 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 4, maxLength: 4 }),
      fc.shuffledSubarray(classes, { minLength: 4 }),
      (matrix, predicted) => {
        const aligned = alignColumns(matrix, { actual: classes, predicted });
        assert.deepEqual(
          aligned.map((row) => row.toSorted((a, b) => a - b)),
          matrix.map((row) => row.toSorted((a, b) => a - b)),
        );
        classes.forEach((name, column) =>
          assert.deepEqual(
            aligned.map((row) => row[column]),
            matrix.map((row) => row[predicted.indexOf(name)]),
          )
        );
      },
    ),
    { seed: 23 },
  );
});

Deno.test("alignColumns() refuses orders that are not of the same classes", () => {
  const matrix = [[1, 2], [3, 4]];
  const refused: readonly (readonly [string[], string[]])[] = [
    [["a", "b"], ["a", "c"]],
    [["a", "b"], ["a"]],
    [["a", "a"], ["a", "b"]],
    [["a", "b"], ["a", "b", "c"]],
  ];
  for (const [actual, predicted] of refused) {
    assert.throws(() => alignColumns(matrix, { actual, predicted }), {
      name: "RangeError",
      message:
        /^Cannot align predicted classes .*: name the same classes, each once$/,
    });
  }
});
