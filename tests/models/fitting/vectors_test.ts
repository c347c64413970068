import assert from "node:assert/strict";
import { dot, largest, plus } from "../../../models/fitting/vectors.ts";

Deno.test("dot(), plus() and largest() do what their names say, and change nothing", () => {
  const a = Float64Array.of(1, -2, 3);
  const b = Float64Array.of(4, 5, -6);
  assert.equal(dot(a, b), 4 - 10 - 18);
  assert.deepEqual([...plus(a, b, -2)], [-7, -12, 15]);
  assert.equal(largest(b), 6);
  assert.equal(largest(Float64Array.of(-7, 2)), 7);
  assert.equal(largest(new Float64Array(0)), 0);
  assert.ok(Number.isNaN(largest(Float64Array.of(1, NaN, 9))));
  assert.deepEqual([...a, ...b], [1, -2, 3, 4, 5, -6]);
});
