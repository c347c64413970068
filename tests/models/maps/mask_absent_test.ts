import assert from "node:assert/strict";
import { isPresent } from "../../../models/maps/is_present.ts";
import { maskAbsent } from "../../../models/maps/mask_absent.ts";

Deno.test("isPresent() is torch's round(sigmoid(x)) in single precision", () => {
  // torch 1.13: the largest float32 whose sigmoid is 0.5, and its successor.
  const [last, next] = [8.940696716308594e-08, 8.94069742685133e-08];
  for (const logit of [0, -0, last, -1e-9, -0.1, -200, -Infinity, NaN]) {
    assert.equal(isPresent(logit), false, `${logit}`);
  }
  for (const logit of [next, 0.1, 200, Infinity]) {
    assert.equal(isPresent(logit), true, `${logit}`);
  }
});

Deno.test("maskAbsent() leaves only maps of what is present, and its input as it is", () => {
  const map = Float32Array.of(0, 0.25, 1);
  const kept = maskAbsent(map, 2);
  assert.deepEqual(kept, map);
  kept[0] = 7;
  assert.deepEqual([...map], [0, 0.25, 1]);
  assert.deepEqual([...maskAbsent(map, 0)], [0, 0, 0]);
  assert.deepEqual([...maskAbsent(map, -2)], [0, 0, 0]);
});
