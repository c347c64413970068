import fc from "fast-check";
import assert from "node:assert/strict";
import { categoricalNaiveBayes } from "../../../models/fitting/categorical_naive_bayes.ts";
import { digitTable, matrixOf, wordsOf } from "../../support/digit_tables.ts";
import { SEED } from "../../support/graphs.ts";
import fixture from "./fixtures/categorical_naive_bayes.json" with {
  type: "json",
};

for (const { name, minCategories, ...expected } of fixture.cases) {
  Deno.test(`categoricalNaiveBayes() agrees with scikit-learn: ${name}`, () => {
    const model = categoricalNaiveBayes({
      features: digitTable(expected.features),
      labels: digitTable(expected.labels).data,
    }, { minCategories });
    const asked = digitTable(expected.asked);
    const logs = model.jointLogLikelihood(asked);
    const wanted = wordsOf(expected.logs).map(Number);
    assert.equal(logs.length, wanted.length);
    for (const [i, log] of logs.entries()) {
      assert.ok(Math.abs(log - wanted[i]!) < 1e-10, `${log}, not ${wanted[i]}`);
    }
    assert.deepEqual(
      [...model.predict(asked)],
      digitTable(expected.predicted).data,
    );
    for (const row of wordsOf(expected.unseen)) {
      assert.throws(() => model.predict(digitTable(row)), RangeError);
    }
  });
}

Deno.test("categoricalNaiveBayes() finds the class of the largest exact probability, of equals the lowest", () => {
  const table = fc.array(
    fc.record({
      row: fc.array(fc.nat(1), { minLength: 4, maxLength: 4 }),
      label: fc.constantFrom(0, 1, 4),
    }),
    { minLength: 1, maxLength: 14 },
  );
  let ties = 0;
  fc.assert(
    fc.property(table, (examples) => {
      const features = matrixOf(examples.map(({ row }) => row));
      const labels = examples.map(({ label }) => label);
      const found = categoricalNaiveBayes({ features, labels }, {
        minCategories: 3,
      }).predict(features);
      for (const [i, { row }] of examples.entries()) {
        // Numerator and denominator of n_class · Π (count + 1) / (n_class + 3).
        const chances = [0, 1, 4].map((label) => {
          const mine = examples.filter((other) => other.label === label);
          const counts = row.map((category, j) =>
            mine.filter((other) => other.row[j] === category).length
          );
          return {
            label,
            over: counts.reduce(
              (product, count) => product * BigInt(count + 1),
              BigInt(mine.length),
            ),
            under: BigInt(mine.length + 3) ** 4n,
          };
        });
        const best = chances.filter((one) =>
          chances.every((other) =>
            one.over * other.under >= other.over * one.under
          )
        );
        ties += best.length - 1;
        assert.equal(found[i], best[0]!.label);
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
  assert.ok(ties > 30, `only ${ties} ties were met`);
});

Deno.test("categoricalNaiveBayes() names a category that no example shows, and where it is", () => {
  const features = digitTable("00 01 00");
  const model = categoricalNaiveBayes({ features, labels: [0, 1, 1] });
  assert.deepEqual([...model.classes], [0, 1]);
  assert.throws(() => model.predict(digitTable("00 10")), {
    name: "RangeError",
    message:
      'Cannot classify category 1, feature 0 of row 1: of the examples it is a whole number from 0 to 0: raise "minCategories" or leave the row out',
  });
  for (const odd of [-1, 0.5]) {
    assert.throws(
      () => model.predict(matrixOf([[0, odd]])),
      { name: "RangeError", message: /^Cannot classify category .*feature 1/ },
    );
  }
});

Deno.test("categoricalNaiveBayes() smooths less with a smaller alpha", () => {
  // One example a class, which agree in nothing: P = (1 + a) / (1 + 2a) · 1/2.
  for (const alpha of [1e-3, 0.5, 1, 20]) {
    const [own, other] = categoricalNaiveBayes(
      { features: digitTable("0 1"), labels: [0, 1] },
      { alpha },
    ).jointLogLikelihood(digitTable("0"));
    const near = (1 + alpha) / (1 + 2 * alpha) / 2;
    assert.ok(Math.abs(Math.exp(own!) - near) < 1e-12);
    assert.ok(Math.abs(Math.exp(other!) - (0.5 - near)) < 1e-12);
  }
});

Deno.test("categoricalNaiveBayes() refuses what is no category and options out of range", () => {
  const labels = [0, 1];
  const features = digitTable("0 1");
  for (const odd of [-1, 0.5, 256]) {
    assert.throws(
      () => categoricalNaiveBayes({ features: matrixOf([[0], [odd]]), labels }),
      {
        name: "RangeError",
        message:
          `Cannot fit category ${odd}, feature 0 of row 1: categories are whole numbers from 0 to 255`,
      },
    );
  }
  for (const alpha of [0, -1, NaN, Infinity]) {
    assert.throws(
      () => categoricalNaiveBayes({ features, labels }, { alpha }),
      { name: "RangeError", message: /"alpha" is a finite number above 0/ },
    );
  }
  for (const minCategories of [0, 1.5, 257]) {
    assert.throws(
      () => categoricalNaiveBayes({ features, labels }, { minCategories }),
      { name: "RangeError", message: /"minCategories" is a whole number/ },
    );
  }
});
