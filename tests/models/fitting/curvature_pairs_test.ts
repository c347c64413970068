import assert from "node:assert/strict";
import { CurvaturePairs } from "../../../models/fitting/curvature_pairs.ts";
import { dot } from "../../../models/fitting/vectors.ts";
import { someFloats } from "../../support/tensors.ts";

const SIZE = 6;

function some(seed: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(someFloats([SIZE], seed).data);
}

/** A step, and how it changes the gradient of ½ xᵀAx with a positive definite A. */
function pairOf(seed: number): [Float64Array, Float64Array] {
  const step = some(seed);
  const [u, v] = [some(101), some(102)];
  const change = step.map((x, i) =>
    (2 + i) * x + u[i]! * dot(u, step) + v[i]! * dot(v, step)
  );
  return [step, change];
}

function assertClose(actual: Float64Array, expected: Float64Array): void {
  for (const [i, x] of expected.entries()) {
    assert.ok(Math.abs(actual[i]! - x) < 1e-12, `${actual} is not ${expected}`);
  }
}

Deno.test("CurvaturePairs.direction() is one step against the gradient at first", () => {
  const pairs = new CurvaturePairs(3);
  assert.ok(pairs.empty);
  const gradient = Float64Array.of(0, 3, 0, -4, 0, 0);
  const expected = Float64Array.of(0, -0.6, 0, 0.8, 0, 0);
  assertClose(pairs.direction(gradient), expected);
  assert.deepEqual([...gradient], [0, 3, 0, -4, 0, 0]);
});

Deno.test("CurvaturePairs.direction() takes back the change that the last step made", () => {
  const pairs = new CurvaturePairs(4);
  for (const seed of [1, 2, 3]) {
    const [step, change] = pairOf(seed);
    pairs.add(step, change);
    assertClose(pairs.direction(change), step.map((x) => -x));
  }
});

Deno.test("CurvaturePairs.direction() is that of BFGS, as a matrix gives it", () => {
  const pairs = new CurvaturePairs(5);
  const all = [1, 2, 3].map(pairOf);
  for (const [step, change] of all) pairs.add(step, change);
  // H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ, from the last pair's (sᵀy / yᵀy) I.
  const [lastStep, lastChange] = all.at(-1)!;
  const scale = dot(lastStep, lastChange) / dot(lastChange, lastChange);
  const inverse = (x: Float64Array, count: number): Float64Array => {
    if (count === 0) return x.map((value) => scale * value);
    const [step, change] = all[count - 1]!;
    const curvature = dot(step, change);
    const share = dot(step, x) / curvature;
    const inner = inverse(
      x.map((value, i) => value - share * change[i]!),
      count - 1,
    );
    const back = share - dot(change, inner) / curvature;
    return inner.map((value, i) => value + back * step[i]!);
  };
  const gradient = some(9);
  assertClose(
    pairs.direction(gradient),
    inverse(gradient, all.length).map((x) => -x),
  );
});

Deno.test("CurvaturePairs remembers the last steps, and none along which the slope falls", () => {
  const gradient = some(9);
  const two = new CurvaturePairs(2);
  for (const seed of [1, 2, 3]) two.add(...pairOf(seed));
  const fresh = new CurvaturePairs(2);
  for (const seed of [2, 3]) fresh.add(...pairOf(seed));
  assert.deepEqual(two.direction(gradient), fresh.direction(gradient));

  const [step, change] = pairOf(4);
  two.add(step, change.map((x) => -x));
  two.add(step, change.map(() => 0));
  two.add(step, change.with(0, NaN));
  assert.deepEqual(two.direction(gradient), fresh.direction(gradient));

  two.clear();
  assert.ok(two.empty);
  const first = new CurvaturePairs(2).direction(gradient);
  assert.deepEqual(two.direction(gradient), first);
});
