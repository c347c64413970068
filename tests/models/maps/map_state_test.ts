import assert from "node:assert/strict";
import fc from "fast-check";
import { mapState } from "../../../models/maps/map_state.ts";
import { normaliseMap } from "../../../models/maps/normalise_map.ts";

Deno.test("mapState() names each state by its first rule that holds", () => {
  assert.equal(mapState([0, -0, 0]), "empty");
  assert.equal(mapState([-1, -2]), "negative");
  assert.equal(mapState([-1, 0]), "negative");
  assert.equal(mapState([-3, -3]), "negative");
  assert.equal(mapState([2, 2, 2]), "constant");
  assert.equal(mapState([2]), "constant");
  assert.equal(mapState([-1, 2]), "ok");
  assert.equal(mapState([0, 1e-30]), "ok");
  for (const value of [NaN, Infinity, -Infinity]) {
    assert.equal(mapState([1, value, 2]), "nan");
    assert.equal(mapState([0, 0, value]), "nan");
  }
});

Deno.test("mapState() refuses a map without values", () => {
  assert.throws(() => mapState([]), RangeError);
});

Deno.test('mapState() is "ok" exactly where max normalisation reaches 1 and is not flat', () => {
  const map = fc.float32Array({
    minLength: 1,
    maxLength: 6,
    noNaN: true,
    min: -2,
    max: 2,
  });
  fc.assert(
    fc.property(map, (values) => {
      const normalised = normaliseMap(values, "max");
      const hasEvidence = Math.max(...normalised) === 1;
      const isFlat = values.every((value) => value === values[0]);
      assert.equal(mapState(values) === "ok", hasEvidence && !isFlat);
    }),
    { seed: 2, numRuns: 500 },
  );
});
