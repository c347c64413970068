import fc from "fast-check";
import assert from "node:assert/strict";
import type { Example } from "../../../../pipeline/stages/baselines/example.ts";
import { shuffleFolds } from "../../../../pipeline/stages/baselines/shuffle_folds.ts";
import { examplesFrom, FOLDS } from "../../../support/baseline_examples.ts";
import { SEED } from "../../../support/graphs.ts";

const byImage = (a: Example, b: Example): number => a.image < b.image ? -1 : 1;

Deno.test("shuffleFolds() reorders the rows that are learnt from, and no others", () => {
  fc.assert(
    fc.property(FOLDS, fc.string(), (folds, key) => {
      const shuffled = shuffleFolds(folds, { order: "rows", key });
      for (const [i, { train, test }] of folds.entries()) {
        assert.deepEqual(shuffled[i]!.test, test);
        assert.deepEqual(
          shuffled[i]!.train.toSorted(byImage),
          train.toSorted(byImage),
        );
      }
    }),
    { seed: SEED },
  );
});

Deno.test("shuffleFolds() reorders the columns of both parts alike", () => {
  fc.assert(
    fc.property(FOLDS, fc.string(), (folds, key) => {
      const shuffled = shuffleFolds(folds, { order: "columns", key });
      const columns = (parts: typeof folds): string[] => {
        const rows = parts.flatMap(({ train, test }) => [...train, ...test]);
        return rows[0]!.features.map((_, j) =>
          rows.map(({ features }) => features[j]).join("")
        );
      };
      assert.deepEqual(columns(shuffled).sort(), columns(folds).sort());
      assert.deepEqual(
        shuffled[0]!.test.map(({ image, label }) => [image, label]),
        folds[0]!.test.map(({ image, label }) => [image, label]),
      );
    }),
    { seed: SEED },
  );
});

Deno.test("shuffleFolds() draws one order of images for all folds, each as likely", () => {
  const images = examplesFrom("", ["0 0", "0 0", "0 0"]);
  const folds = [
    { train: images, test: [] },
    { train: images.slice(1), test: [] },
  ];
  const counts = new Map<string, number>();
  for (let i = 0; i < 600; i++) {
    const [all, some] = shuffleFolds(folds, { order: "rows", key: `${i}` })
      .map(({ train }) => train.map(({ image }) => image).join(""));
    assert.equal(some, all!.replace("0", ""));
    counts.set(all!, (counts.get(all!) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  assert.ok([...counts.values()].every((count) => count > 60 && count < 140));
});

Deno.test("shuffleFolds() draws the same order for the same key, in whatever order rows come", () => {
  const images = examplesFrom("x", Array<string>(20).fill("0 0"));
  const order = (train: readonly Example[], key: string): string[] =>
    shuffleFolds([{ train, test: [] }], { order: "rows", key })[0]!.train
      .map(({ image }) => image);

  assert.deepEqual(order(images, "1"), order(images.toReversed(), "1"));
  assert.notDeepEqual(order(images, "1"), order(images, "2"));
});
