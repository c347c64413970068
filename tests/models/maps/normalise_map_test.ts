import assert from "node:assert/strict";
import { normaliseMap } from "../../../models/maps/normalise_map.ts";
import { quantiseMap } from "../../../models/maps/quantise_map.ts";
import fixture from "./fixtures/normalised.json" with { type: "json" };

Deno.test("normaliseMap() equals NumPy's and torch's single precision bit for bit", () => {
  assert.equal(fixture.cases.length, 9);
  for (const entry of fixture.cases) {
    const raw = Float32Array.from(entry.raw);

    for (const normalisation of ["max", "min-max"] as const) {
      assert.deepEqual(
        normaliseMap(raw, normalisation),
        Float32Array.from(entry[normalisation]),
      );
    }
    assert.deepEqual(normaliseMap(raw, "none"), raw);
  }
});

Deno.test("normaliseMap() leaves maps without evidence at 0", () => {
  for (const values of [[0, 0], [-1, -2], [-1, 0]]) {
    for (const normalisation of ["max", "min-max"] as const) {
      const map = normaliseMap(Float32Array.from(values), normalisation);
      assert.ok(map.every((value) => Object.is(value, 0)));
    }
  }
});

Deno.test("normaliseMap() makes a constant map 1 by its maximum and 0 by its range", () => {
  const map = Float32Array.of(3, 3);

  assert.deepEqual([...normaliseMap(map, "max")], [1, 1]);
  assert.deepEqual([...normaliseMap(map, "min-max")], [0, 0]);
});

Deno.test("normaliseMap() does not change its input, and refuses NaN and infinity", () => {
  const map = Float32Array.of(-1, 2);
  normaliseMap(map, "max");
  normaliseMap(map, "none")[0] = 7;

  assert.deepEqual([...map], [-1, 2]);
  for (const value of [NaN, Infinity]) {
    assert.throws(
      () => normaliseMap(Float32Array.of(1, value), "none"),
      /RangeError: Cannot normalise a map with NaN or infinite values: check/,
    );
  }
});

Deno.test("quantiseMap() cuts the fraction off as the dataset paper's code does", () => {
  for (const entry of fixture.cases) {
    const bytes = quantiseMap(Float32Array.from(entry.max));

    assert.deepEqual([...bytes], entry.bytes);
  }
  assert.deepEqual([...quantiseMap(Float32Array.of(0, 0.999, 1))], [
    0,
    254,
    255,
  ]);
});

Deno.test("quantiseMap() refuses what is not normalised", () => {
  for (const value of [-0.01, 1.01, NaN]) {
    assert.throws(
      () => quantiseMap(Float32Array.of(value)),
      /RangeError: Cannot store the value .* of a map in a byte: normalise/,
    );
  }
});
