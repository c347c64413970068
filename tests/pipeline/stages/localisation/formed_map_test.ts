import assert from "node:assert/strict";
import fc from "fast-check";
import { FULL_LEVEL } from "../../../../pipeline/metrics/fixed_point_map.ts";
import {
  formedArea,
  formedMap,
} from "../../../../pipeline/stages/localisation/formed_map.ts";
import { quantiseMap } from "../../../../models/maps/quantise_map.ts";

Deno.test("formedMap() keeps a float map as it is", () => {
  using map = formedMap({ width: 2, height: 1, data: [0.3, 1] }, "float");
  assert.deepEqual([...map.levels], [Math.round(0.3 * FULL_LEVEL), FULL_LEVEL]);
});

Deno.test("formedMap() cuts off what a byte does not hold", () => {
  // NumPy: (np.array([.999, 1, .5, .0039], 'f4') * 255).astype('u1').
  const data = [0.999, 1, 0.5, 0.0039];
  using map = formedMap({ width: 4, height: 1, data }, "8-bit");
  assert.deepEqual(
    [...map.levels],
    [254, 255, 127, 0].map((byte) => Math.round(byte / 255 * FULL_LEVEL)),
  );
});

Deno.test("formedMap() makes the bytes that quantiseMap() does", () => {
  const value = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(255).map((byte) => byte / 255),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 8, maxLength: 8 }), (data) => {
      using map = formedMap({ width: 4, height: 2, data }, "8-bit");
      assert.deepEqual(
        [...map.levels],
        Array.from(
          quantiseMap(Float32Array.from(data)),
          (byte) => Math.round(byte / 255 * FULL_LEVEL),
        ),
      );
    }),
    { seed: 255 },
  );
});

Deno.test("formedArea() is the sum of the formed map, to the bit", () => {
  const value = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(255).map((byte) => byte / 255),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 8, maxLength: 8 }), (data) => {
      for (const form of ["float", "8-bit"] as const) {
        using map = formedMap({ width: 4, height: 2, data }, form);
        assert.equal(
          formedArea({ width: 4, height: 2, data }, form),
          map.sum,
        );
      }
    }),
    { seed: 256 },
  );
});

Deno.test("formedMap() and formedArea() refuse values outside 0 to 1", () => {
  for (const value of [-0.001, 1.001, NaN]) {
    for (const form of ["float", "8-bit"] as const) {
      const map = { width: 1, height: 1, data: [value] };
      for (const made of [formedMap, formedArea]) {
        assert.throws(() => made(map, form), {
          name: "RangeError",
          message: /normalise it to 0 to 1 first/,
        });
      }
    }
  }
});
