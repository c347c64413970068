import * as fc from "fast-check";
import assert from "node:assert/strict";
import { logisticRegression } from "../../../models/fitting/logistic_regression.ts";
import type { Matrix } from "../../../models/fitting/matrix.ts";
import { SEED } from "../../support/graphs.ts";
import { relativeError } from "../../support/relative_error.ts";

interface Fixture {
  readonly cases: readonly {
    readonly name: string;
    readonly features: number[][];
    readonly labels: number[];
    readonly fits: readonly {
      readonly c: number;
      readonly weights: number[];
      readonly intercepts: number[];
      readonly objective: number;
    }[];
  }[];
}

const fixture: Fixture = JSON.parse(
  await Deno.readTextFile(
    new URL("./fixtures/logistic_regression.json", import.meta.url),
  ),
);

function matrix(rows: readonly (readonly number[])[]): Matrix {
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    data: rows.flat(),
  };
}

function asIs(text: string): { name: string; message: RegExp } {
  return { name: "RangeError", message: new RegExp(text) };
}

for (const { name, features, labels, fits } of fixture.cases) {
  Deno.test(`logisticRegression() agrees with scikit-learn: ${name}`, () => {
    const classes = Math.max(...labels) + 1;
    for (const expected of fits) {
      const found = logisticRegression(
        { features: matrix(features), labels },
        { classes, c: expected.c, tolerance: 1e-12 },
      );
      assert.ok(found.gradient <= 1e-12);
      assert.ok(relativeError(found.weights, expected.weights) < 1e-6);
      for (const [k, intercept] of expected.intercepts.entries()) {
        assert.ok(Math.abs(found.intercepts[k]! - intercept) < 1e-6);
      }
      const apart = found.objective / expected.objective - 1;
      assert.ok(Math.abs(apart) < 1e-9, `objective ${apart}`);
    }
  });
}

Deno.test("logisticRegression() gives copies of a feature equal weights, and one that does not vary none", () => {
  const { features, labels, fits } = fixture.cases.find(({ name }) =>
    name === "collinear features"
  )!;
  const { weights } = logisticRegression(
    { features: matrix(features), labels },
    { classes: 3, c: fits[0]!.c },
  );
  for (let k = 0; k < 3; k++) {
    const [first, , copy, , constant] = weights.subarray(5 * k, 5 * k + 5);
    assert.ok(Math.abs(first! - copy!) < 1e-9);
    assert.ok(Math.abs(constant!) < 1e-9);
  }
});

Deno.test("logisticRegression() has the frequencies' logarithms as intercepts where features say nothing", () => {
  const labels = [0, 1, 1, 2, 2, 2, 2];
  const { weights, intercepts } = logisticRegression(
    { features: matrix(labels.map(() => [3, -1])), labels },
    { classes: 3, c: 10 },
  );
  assert.ok(weights.every((x) => Math.abs(x) < 1e-8));
  assert.ok(Math.abs(intercepts[1]! - intercepts[0]! - Math.log(2)) < 1e-7);
  assert.ok(Math.abs(intercepts[2]! - intercepts[0]! - Math.log(4)) < 1e-7);
});

Deno.test("logisticRegression() solves two points in closed form", () => {
  // Points 1 and -1, one a class: W = (u, -u), b = 0, and u minimises
  // u² + 2C·log(1 + exp(-2u)), so that u = 2C / (1 + exp(2u)).
  const c = 3;
  const { weights: [u, v], intercepts } = logisticRegression(
    { features: matrix([[1], [-1]]), labels: [0, 1] },
    { classes: 2, c },
  );
  assert.ok(Math.abs(u! + v!) < 1e-9);
  assert.ok(Math.abs(u! - 2 * c / (1 + Math.exp(2 * u!))) < 1e-7);
  assert.ok(Math.abs(intercepts[0]!) < 1e-9);
});

Deno.test("logisticRegression() separates what can be separated, however weak the penalty", () => {
  const features = matrix([[-3], [-2], [2], [3]]);
  const options = { classes: 2, tolerance: 1e-12 };
  const sizes = [1, 1e3, 1e6].map((c) => {
    const { weights, gradient } = logisticRegression(
      { features, labels: [0, 0, 1, 1] },
      { ...options, c },
    );
    assert.ok(gradient <= 1e-12);
    return weights[1]!;
  });
  assert.deepEqual(sizes, sizes.toSorted((a, b) => a - b));
  assert.ok(sizes[0]! > 0 && Number.isFinite(sizes[2]));
});

Deno.test("logisticRegression() is at a minimum: no nearby parameters are better", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double(REAL), fc.double(REAL), fc.nat(2)), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      (examples, c) => {
        // One of each class, so that each has an example.
        const all = [[0, 1, 0], [1, 0, 1], [-1, -1, 2], ...examples];
        const rows = all.map(([a, b]) => [a!, b!]);
        const labels = all.map(([, , label]) => label!);
        const { weights, intercepts, objective } = logisticRegression(
          { features: matrix(rows), labels },
          { classes: 3, c },
        );
        const f = (w: ArrayLike<number>, b: ArrayLike<number>): number =>
          plainObjective(rows, { labels, c, w, b });
        const here = f(weights, intercepts);
        assert.ok(Math.abs(here - objective) <= 1e-9 * (1 + here));
        for (let i = 0; i < 6; i++) {
          for (const by of [-1e-3, 1e-3]) {
            const moved = weights.with(i, weights[i]! + by);
            assert.ok(f(moved, intercepts) > here);
          }
        }
        assert.ok(f(weights, intercepts.with(0, intercepts[0]! + 0.01)) > here);
      },
    ),
    { seed: SEED, numRuns: 40 },
  );
});

Deno.test("logisticRegression() refuses what has no minimum, and what does not fit", () => {
  const features = matrix([[1], [2]]);
  const fit = (
    labels: number[],
    options: { classes?: number; c?: number; of?: Matrix } = {},
  ) =>
  (): unknown => {
    const { classes = 2, c = 1, of = features } = options;
    return logisticRegression({ features: of, labels }, { classes, c });
  };
  assert.throws(fit([], { of: matrix([]) }), asIs("no examples"));
  assert.throws(
    fit([0, 2], { classes: 3 }),
    asIs("class 1: it has no example"),
  );
  assert.throws(fit([0, 2]), asIs("row 1 of class 2: .* from 0 to 1"));
  assert.throws(fit([0]), asIs("2 rows of 1 features to 1 labels"));
  assert.throws(fit([0, 1], { c: 0 }), asIs("c = 0"));
  assert.throws(fit([0, 1], { c: Infinity }), asIs("c = Infinity"));
  assert.throws(
    fit([0, 1], { of: matrix([[1], [NaN]]) }),
    asIs("NaN, feature 0 of row 1"),
  );
});

Deno.test("logisticRegression() says when it cannot reach the tolerance", () => {
  const examples = {
    features: matrix([[0], [1], [2], [3]]),
    labels: [0, 1, 0, 1],
  };
  assert.throws(
    () => logisticRegression(examples, { classes: 2, c: 10, maxIterations: 1 }),
    asIs("after 1 steps .*standardise"),
  );
  assert.throws(
    () => logisticRegression(examples, { classes: 2, c: 10, tolerance: 0 }),
    asIs("tolerance of 0"),
  );
  const huge = { features: matrix([[1e200], [-1e200]]), labels: [0, 1] };
  assert.throws(
    () => logisticRegression(huge, { classes: 2, c: 1 }),
    asIs("after 0 steps .*standardise"),
  );
});

const REAL = { min: -5, max: 5, noNaN: true } as const;

/** F as the docs have it, example by example. */
function plainObjective(
  rows: readonly (readonly number[])[],
  { labels, c, w, b }: {
    readonly labels: readonly number[];
    readonly c: number;
    readonly w: ArrayLike<number>;
    readonly b: ArrayLike<number>;
  },
): number {
  const loss = rows.map((x, i) => {
    const scores = Array.from(
      b,
      (intercept, k) =>
        x.reduce((sum, value, j) => sum + value * w[k * x.length + j]!, 0) +
        intercept,
    );
    const whole = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    return Math.log(whole) - scores[labels[i]!]!;
  });
  const squares = Array.from(w, (x) => x * x).reduce((sum, x) => sum + x, 0);
  return squares / 2 + c * loss.reduce((sum, x) => sum + x, 0);
}
