import assert from "node:assert/strict";
import fc from "fast-check";
import {
  minimise,
  type MinimiseOptions,
} from "../../../models/fitting/minimise.ts";
import type { Objective } from "../../../models/fitting/objective.ts";

const OPTIONS: MinimiseOptions = {
  tolerance: 1e-10,
  stall: { steps: 10, share: 0 },
  maxIterations: 500,
};

const rosenbrock: Objective = ([x = NaN, y = NaN]) => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: Float64Array.of(
    -2 * (1 - x) - 400 * x * (y - x * x),
    200 * (y - x * x),
  ),
});

/** |x| + 3·|y − x| + 5·|z − y| + …: lowest at 0, in a kink of every term. */
const kinked: Objective = (parameters) => {
  const gradient = new Float64Array(parameters.length);
  let value = 0;
  for (let i = 0; i < parameters.length; i++) {
    const apart = parameters[i]! - (parameters[i - 1] ?? 0);
    const weight = 2 * i + 1;
    value += weight * Math.abs(apart);
    gradient[i]! += weight * Math.sign(apart);
    if (i > 0) gradient[i - 1]! -= weight * Math.sign(apart);
  }
  return { value, gradient };
};

Deno.test("minimise() follows a curved valley to its end", () => {
  const start = Float64Array.of(-1.2, 1);
  const found = minimise(rosenbrock, start, OPTIONS);
  assert.equal(found.stopped, "tolerance");
  assert.ok(found.gradient <= OPTIONS.tolerance);
  assert.ok(found.parameters.every((x) => Math.abs(x - 1) < 1e-9));
  assert.equal(found.value, rosenbrock(found.parameters).value);
  // SciPy 1.10's L-BFGS-B takes 39 steps.
  assert.ok(found.iterations < 60, `${found.iterations}`);
  assert.ok(found.evaluations > found.iterations);
  assert.deepEqual([...start], [-1.2, 1]);
});

Deno.test("minimise() finds the lowest place of any bowl", () => {
  const bowl = fc.array(
    fc.record({
      middle: fc.double({ min: -100, max: 100, noNaN: true }),
      start: fc.double({ min: -100, max: 100, noNaN: true }),
      curvature: fc.double({ min: 1e-2, max: 1e2, noNaN: true }),
    }),
    { minLength: 1, maxLength: 15 },
  );
  const property = fc.property(bowl, (axes) => {
    const mean = (x: Float64Array): number =>
      x.reduce((sum, value, i) => sum + value - axes[i]!.middle, 0);
    // The last term ties the axes together.
    const found = minimise(
      (x) => ({
        value: mean(x) ** 2 / 2 +
          axes.reduce(
            (sum, { middle, curvature }, i) =>
              sum + curvature / 2 * (x[i]! - middle) ** 2,
            0,
          ),
        gradient: x.map((value, i) =>
          mean(x) + axes[i]!.curvature * (value - axes[i]!.middle)
        ),
      }),
      Float64Array.from(axes, ({ start }) => start),
      { ...OPTIONS, tolerance: 1e-6 },
    );
    assert.notEqual(found.stopped, "iterations");
    for (const [i, { middle }] of axes.entries()) {
      assert.ok(Math.abs(found.parameters[i]! - middle) < 1e-3);
    }
  });
  fc.assert(property, { seed: 20230313, numRuns: 200 });
});

Deno.test("minimise() ends in a kink, where no derivative vanishes", () => {
  const raised: Objective = (parameters) => {
    const { value, gradient } = kinked(parameters);
    return { value: 1 + value, gradient };
  };
  const found = minimise(raised, Float64Array.of(3, -2, 5, 0.7, -11), {
    ...OPTIONS,
    stall: { steps: 10, share: 1e-6 },
    memory: 50,
  });
  assert.equal(found.stopped, "stall");
  assert.ok(found.value < 1 + 1e-5, `${found.value}`);
  assert.ok(found.gradient >= 1);
});

Deno.test("minimise() falls with every step, and is the same each time", () => {
  for (
    const [objective, start] of [[rosenbrock, [-1.2, 1]], [kinked, [
      4,
      9,
      -3,
    ]]] as const
  ) {
    const places = Array.from(
      { length: 25 },
      (_, maxIterations) =>
        minimise(objective, Float64Array.from(start), {
          ...OPTIONS,
          maxIterations,
        }),
    );
    for (const [i, place] of places.entries()) {
      if (place.stopped === "iterations") assert.equal(place.iterations, i);
      const before = places[i - 1];
      if (place.iterations === before?.iterations) continue;
      assert.ok(place.value < (before?.value ?? Infinity));
    }
    assert.deepEqual(
      places[20],
      minimise(objective, Float64Array.from(start), {
        ...OPTIONS,
        maxIterations: 20,
      }),
    );
  }
});

Deno.test("minimise() ends when some steps gain little", () => {
  // Each step down this slope gains less than the one before.
  const slope: Objective = ([x = NaN]) => ({
    value: 1 + Math.exp(-x),
    gradient: Float64Array.of(-Math.exp(-x)),
  });
  const ended = (share: number): number => {
    const { stopped, value } = minimise(slope, Float64Array.of(0), {
      tolerance: 0,
      stall: { steps: 2, share },
      maxIterations: 1000,
    });
    assert.equal(stopped, "stall");
    return value;
  };
  assert.ok(ended(1e-2) > ended(1e-6));
  assert.ok(ended(1e-6) < 1 + 1e-5);
});

Deno.test("minimise() says why it ended", () => {
  const at = (x: number, y: number): Float64Array => Float64Array.of(x, y);
  const stoppedAt = (
    objective: Objective,
    start: Float64Array,
    options: Partial<MinimiseOptions> = {},
  ) => {
    const { stopped, iterations, evaluations } = minimise(objective, start, {
      ...OPTIONS,
      ...options,
    });
    return { stopped, iterations, evaluations };
  };
  assert.deepEqual(stoppedAt(rosenbrock, at(1, 1)), {
    stopped: "tolerance",
    iterations: 0,
    evaluations: 1,
  });
  assert.deepEqual(stoppedAt(rosenbrock, at(0, 0), { maxIterations: 0 }), {
    stopped: "iterations",
    iterations: 0,
    evaluations: 1,
  });
  // The gradient lies: nothing is lower anywhere.
  const lying: Objective = (x) => ({ value: 1, gradient: x.map(() => 1) });
  const { stopped, iterations } = stoppedAt(lying, at(0, 0));
  assert.deepEqual({ stopped, iterations }, {
    stopped: "rounding",
    iterations: 0,
  });
});

Deno.test("minimise() refuses to start where there is no number", () => {
  for (
    const [value, slope] of [[NaN, 1], [Infinity, 1], [1, NaN], [
      1,
      -Infinity,
    ]] as const
  ) {
    const objective: Objective = () => ({
      value,
      gradient: Float64Array.of(slope),
    });
    assert.throws(() => minimise(objective, Float64Array.of(0), OPTIONS), {
      name: "RangeError",
      message: /start where both are finite/,
    });
  }
});
