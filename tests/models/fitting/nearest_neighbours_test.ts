import fc from "fast-check";
import assert from "node:assert/strict";
import { nearestNeighbours } from "../../../models/fitting/nearest_neighbours.ts";
import { digitTable, matrixOf, wordsOf } from "../../support/digit_tables.ts";
import { SEED } from "../../support/graphs.ts";
import fixture from "./fixtures/nearest_neighbours.json" with { type: "json" };

for (const { name, ...expected } of fixture.cases) {
  Deno.test(`nearestNeighbours() votes as scikit-learn does, earlier rows being nearer: ${name}`, () => {
    const examples = {
      features: digitTable(expected.features),
      labels: digitTable(expected.labels).data,
    };
    const outputs = digitTable(expected.labels).columns;
    const asked = digitTable(expected.asked);
    const wanted = wordsOf(expected.neighbours)
      .map((row) => row.split(",").map(Number));
    for (const [k, predicted] of Object.entries(expected.predicted)) {
      const model = nearestNeighbours(examples, { k: Number(k), outputs });
      assert.deepEqual(
        model.neighbours(asked).map((row) => [...row]),
        wanted.map((row) => row.slice(0, Number(k))),
      );
      assert.deepEqual(
        [...model.predict(asked)],
        digitTable(predicted).data,
        `k = ${k}`,
      );
    }
    for (const [k, predicted] of Object.entries(expected.allTied)) {
      const options = { k: Number(k), ties: "all", outputs } as const;
      assert.deepEqual(
        [...nearestNeighbours(examples, options).predict(asked)],
        digitTable(predicted).data,
        `k = ${k}, all tied`,
      );
    }
  });
}

const ROWS = fc.array(
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }),
  { minLength: 1, maxLength: 30 },
);

Deno.test("nearestNeighbours() of one answers each example with the first that equals it", () => {
  fc.assert(
    fc.property(ROWS, (rows) => {
      const features = matrixOf(rows);
      const labels = rows.map((_, i) => i);
      const found = nearestNeighbours({ features, labels }, { k: 1 })
        .predict(features);
      const texts = rows.map((row) => row.join());
      assert.deepEqual([...found], texts.map((text) => texts.indexOf(text)));
    }),
    { seed: SEED },
  );
});

Deno.test("nearestNeighbours() ranks the examples as a stable sort by distance does", () => {
  fc.assert(
    fc.property(ROWS, fc.nat(29), (rows, last) => {
      const k = Math.min(last + 1, rows.length);
      const model = nearestNeighbours(
        { features: matrixOf(rows), labels: rows.map(() => 0) },
        { k },
      );
      const square = (row: readonly number[]) =>
        row.reduce((sum, x) => sum + (x - 1) ** 2, 0);
      const ranked = rows.map((row, i) => ({ i, square: square(row) }))
        .sort((a, b) => a.square - b.square);
      assert.deepEqual(
        [...model.neighbours(matrixOf([[1, 1, 1]]))[0]!],
        ranked.slice(0, k).map(({ i }) => i),
      );
    }),
    { seed: SEED },
  );
});

Deno.test("nearestNeighbours() does not depend on the order of examples if all vote", () => {
  const shuffled = ROWS.chain((rows) => {
    const indexes = rows.map((_, i) => i);
    const minLength = rows.length;
    return fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(indexes, { minLength }),
      fc.integer({ min: 1, max: minLength }),
    );
  });
  fc.assert(
    fc.property(shuffled, ([rows, order, k]) => {
      const asked = matrixOf([[0, 0, 0], [1, -1, 2]]);
      const answers = [rows.map((_, i) => i), order].map((indexes) =>
        nearestNeighbours({
          features: matrixOf(indexes.map((i) => rows[i]!)),
          labels: indexes.map((i) => i % 3),
        }, { k, ties: "all" }).predict(asked)
      );
      assert.deepEqual(answers[1], answers[0]);
    }),
    { seed: SEED },
  );
});

Deno.test("nearestNeighbours() lets five vote unless told", () => {
  // The three nearest are of class 1, the seven nearest mostly of class 2.
  const features = matrixOf([[1], [2], [3], [4], [5], [6], [7]]);
  const labels = [1, 1, 1, 2, 2, 2, 2];
  const asked = matrixOf([[0]]);
  assert.equal(nearestNeighbours({ features, labels }).predict(asked)[0], 1);
  assert.equal(
    nearestNeighbours({ features, labels }, { k: 7 }).predict(asked)[0],
    2,
  );
  assert.equal(
    nearestNeighbours({ features, labels }).neighbours(asked)[0]!.length,
    5,
  );
});

Deno.test("nearestNeighbours() refuses more voters than examples", () => {
  const examples = { features: matrixOf([[0], [1]]), labels: [0, 1] };
  for (const k of [0, 3, 1.5, NaN]) {
    assert.throws(() => nearestNeighbours(examples, { k }), {
      name: "RangeError",
      message:
        `Cannot let ${k} of 2 examples vote: "k" is a whole number from 1 to 2`,
    });
  }
});
