import assert from "node:assert/strict";
import { lineSearch, type Place } from "../../../models/fitting/line_search.ts";
import type { Objective } from "../../../models/fitting/objective.ts";

/** A function of one number, and its slope. */
function alone(
  value: (x: number) => number,
  slope: (x: number) => number,
): Objective {
  return ([x = NaN]) => ({
    value: value(x),
    gradient: Float64Array.of(slope(x)),
  });
}

function placeOf(objective: Objective, x: number): Place {
  const parameters = Float64Array.of(x);
  return { parameters, ...objective(parameters) };
}

/** Looks from one number in a direction; gives where it ends. */
function search(
  objective: Objective,
  from: number,
  direction: number,
): number | undefined {
  const place = placeOf(objective, from);
  return lineSearch(objective, place, Float64Array.of(direction))
    ?.parameters[0];
}

const square = alone((x) => x * x, (x) => 2 * x);

Deno.test("lineSearch() ends lower by enough, and less steep", () => {
  // From 1 downhill the conditions of Wolfe leave what is between −1 and 0.9.
  for (const direction of [-1e-6, -0.01, -0.5, -1, -1.9, -7, -1e3, -1e9]) {
    const x = search(square, 1, direction)!;
    assert.ok(Math.abs(x) <= 0.9 + 1e-12 || (x > -1 && x < 0), `${x}`);
    assert.ok(x * x < 1 - 1e-4 * 2 * (1 - x));
  }
  // A step that will do is taken as it is.
  assert.equal(search(square, 1, -1), 0);
});

Deno.test("lineSearch() crosses a kink", () => {
  const kinked = alone(
    (x) => x < 0 ? -10 * x : x,
    (x) => x < 0 ? -10 : 1,
  );
  for (const direction of [-1e-4, -0.3, -5, -1e4]) {
    const x = search(kinked, 2, direction)!;
    // To the left of 0 the slope is another; to the right it is as steep as before.
    assert.ok(x < 0 && x > -0.2, `${x}`);
  }
});

Deno.test("lineSearch() turns back from where there is no number", () => {
  const root = alone((x) => x - 4 * Math.sqrt(x), (x) => 1 - 2 / Math.sqrt(x));
  assert.ok(search(root, 9, -20)! > 0);
  const log = alone((x) => x - Math.log(x), (x) => 1 - 1 / x);
  assert.ok(search(log, 50, -50)! > 0);
  const broken = alone((x) => x * x, (x) => x < 0.5 ? NaN : 2 * x);
  assert.ok(search(broken, 1, -1)! >= 0.5);
  const endless = alone((x) => x < 0 ? -Infinity : x, () => 1);
  assert.ok(search(endless, 1, -8)! >= 0);
});

Deno.test("lineSearch() finds nothing where nothing is lower by enough", () => {
  assert.equal(search(square, 1, 1), undefined);
  assert.equal(search(square, 0, 1), undefined);
  // The slope promises more than rounding lets the value fall.
  const rough = alone((x) => Math.round(x), () => 1);
  assert.equal(search(rough, 0, -1e-20), undefined);
});
