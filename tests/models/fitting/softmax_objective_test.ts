import assert from "node:assert/strict";
import { SoftmaxObjective } from "../../../models/fitting/softmax_objective.ts";
import { someFloats } from "../../support/tensors.ts";

const CLASSES = 3;
const COLUMNS = 2;
const SIZE = CLASSES * (COLUMNS + 1);
const STEP = 1e-5;

const objective = new SoftmaxObjective({
  features: { rows: 7, columns: COLUMNS, data: someFloats([7, 2], 3).data },
  labels: [0, 1, 2, 2, 1, 0, 2],
  classes: CLASSES,
  penalty: 0.3,
});
const point = Float64Array.from(someFloats([SIZE], 9).data, (x) => 2 * x);

/** The parameters a little further along one of them. */
function moved(parameter: number, by: number): Float64Array {
  return point.with(parameter, point[parameter]! + by);
}

Deno.test("SoftmaxObjective.gradient() is the slope of value()", () => {
  assert.equal(objective.size, SIZE);
  const gradient = objective.gradient(point);
  for (let i = 0; i < SIZE; i++) {
    const slope =
      (objective.value(moved(i, STEP)) - objective.value(moved(i, -STEP))) /
      (2 * STEP);
    assert.ok(Math.abs(gradient[i]! - slope) < 1e-9, `parameter ${i}`);
  }
});

Deno.test("SoftmaxObjective.curvature() is the slope of gradient(), with intercepts pinned", () => {
  const curvature = objective.curvature(point);
  const isIntercept = (i: number): boolean => i % (COLUMNS + 1) === COLUMNS;
  for (let j = 0; j < SIZE; j++) {
    const before = objective.gradient(moved(j, -STEP));
    const after = objective.gradient(moved(j, STEP));
    for (let i = j; i < SIZE; i++) {
      const slope = (after[i]! - before[i]!) / (2 * STEP);
      const pin = isIntercept(i) && isIntercept(j) ? 1 : 0;
      const apart = curvature[i * SIZE + j]! - slope - pin;
      assert.ok(Math.abs(apart) < 1e-8, `parameters ${i} and ${j}`);
    }
  }
});

Deno.test("SoftmaxObjective keeps its digits where scores are huge", () => {
  const far = new SoftmaxObjective({
    features: { rows: 2, columns: 1, data: [1, -1] },
    labels: [0, 1],
    classes: 2,
    penalty: 0,
  });
  const right = Float64Array.of(1000, 0, -1000, 0);
  assert.equal(far.value(right), 0);
  const wrong = right.map((x) => -x);
  assert.equal(far.value(wrong), 2000);
  assert.deepEqual([...far.gradient(wrong)], [-1, 0, 1, 0]);
});
