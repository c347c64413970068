import assert from "node:assert/strict";
import type { FoldImage } from "../../../../data/dermx/fold.ts";
import { foldCounts } from "../../../../pipeline/stages/release_counts/fold_counts.ts";

/** Images of one letter each, with the patient's number behind it. */
function images(names: string): FoldImage[] {
  return names.split(" ").map((name) => ({
    image: name[0]!,
    patient: name.slice(1),
    diagnosis: "Acne",
  }));
}

Deno.test("foldCounts() counts images and patients, and who is on both sides", () => {
  const folds = [
    { train: images("a1 b1 c2"), test: images("d3") },
    { train: images("d3 a1"), test: images("b1 c2") },
    { train: images("a1 b1"), test: images("d3 c2") },
  ];
  const cells = foldCounts(folds, { described: new Map([["a", {}]]) });
  const row = (name: string): string =>
    cells.filter(({ row }) => row === name)
      .map(({ column, value }) => `${column} ${value}`).join(", ");

  assert.ok(cells.every(({ statistic }) => statistic === "count"));
  assert.equal(
    row("folds"),
    "folds 3, images 4, images_tested_once 1, images_without_metadata 3, patients 3, divided_patients 1",
  );
  assert.equal(
    row("fold_0"),
    "train_images 3, test_images 1, train_patients 2, test_patients 1, divided_patients 0",
  );
  assert.equal(
    row("fold_1"),
    "train_images 2, test_images 2, train_patients 2, test_patients 2, divided_patients 1",
  );
});

Deno.test("foldCounts() looks for a printed test list in those of the folds", () => {
  const folds = [
    { train: images("a1"), test: images("b2 c3 d4") },
    { train: images("b2 c3 d4"), test: images("a1") },
  ];
  const cells = foldCounts(folds, {
    described: new Map(),
    printed: new Set(["b", "d", "a", "x"]),
  });
  const found = cells.filter(({ column }) => column.startsWith("printed"));

  assert.deepEqual(
    found.map(({ row, column, value }) => [row, column, value]),
    [
      ["folds", "printed_test_images", 4],
      ["folds", "printed_in_one_test_list", 2],
      ["fold_0", "printed_test_images", 2],
      ["fold_1", "printed_test_images", 1],
    ],
  );
});
