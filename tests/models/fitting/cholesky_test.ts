import * as fc from "fast-check";
import assert from "node:assert/strict";
import {
  factorise,
  solveFactorised,
} from "../../../models/fitting/cholesky.ts";
import { SEED } from "../../support/graphs.ts";

Deno.test("factorise() finds the factor of a known matrix", () => {
  // The upper triangle is not read.
  const matrix = Float64Array.of(4, NaN, NaN, 12, 37, NaN, -16, -43, 98);
  assert.equal(factorise(matrix, 3), true);
  const lower = [0, 3, 4, 6, 7, 8].map((i) => matrix[i]);
  assert.deepEqual(lower, [2, 6, 1, -8, 5, 3]);
});

Deno.test("factorise() tells matrices that are not positive definite", () => {
  assert.equal(factorise(Float64Array.of(0), 1), false);
  assert.equal(factorise(Float64Array.of(1, 2, 2, 1), 2), false);
  assert.equal(factorise(Float64Array.of(1, 1, 1, 1), 2), false);
  assert.equal(factorise(Float64Array.of(NaN), 1), false);
});

Deno.test("solveFactorised() solves what factorise() factorised", () => {
  const entry = fc.double({ min: -3, max: 3, noNaN: true });
  const system = fc.integer({ min: 1, max: 6 }).chain((size) =>
    fc.tuple(
      fc.array(entry, { minLength: size * size, maxLength: size * size }),
      fc.array(entry, { minLength: size, maxLength: size }),
    )
  );
  fc.assert(
    fc.property(system, ([root, wanted]) => {
      const size = wanted.length;
      // R·Rᵀ + I is positive definite.
      const at = (i: number, j: number): number =>
        wanted.reduce(
          (sum, _, k) => sum + root[i * size + k]! * root[j * size + k]!,
          i === j ? 1 : 0,
        );
      const matrix = Float64Array.from(
        root,
        (_, i) => at(Math.floor(i / size), i % size),
      );
      const b = Float64Array.from(
        wanted,
        (_, i) => wanted.reduce((sum, x, j) => sum + at(i, j) * x, 0),
      );
      assert.ok(factorise(matrix, size));
      const found = solveFactorised(matrix, b);
      for (const [i, x] of wanted.entries()) {
        assert.ok(Math.abs(found[i]! - x) < 1e-9);
      }
    }),
    { seed: SEED, numRuns: 100 },
  );
});
