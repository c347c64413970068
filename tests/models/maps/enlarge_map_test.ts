import assert from "node:assert/strict";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import type { Plane } from "../../../models/maps/plane.ts";
import fixture from "./fixtures/enlarged.json" with { type: "json" };

/** 0 at the first value, 1 at the last, in steps of 1/255. */
function slope([height, width]: readonly number[]): Plane {
  const last = Math.max(1, height! * width! - 1);
  const data = Float64Array.from(
    { length: height! * width! },
    (_, i) => Math.floor(i * 255 / last) / 255,
  );
  return { width: width!, height: height!, data };
}

for (const border of ["mirror", "clamp"] as const) {
  const peer = border === "mirror" ? "scikit-image" : "torch";
  Deno.test(`enlargeMap() with border ${border} equals ${peer} to 1e-12`, () => {
    for (const entry of fixture.cases) {
      const [height, width] = entry.to as [number, number];
      const { data } = enlargeMap(slope(entry.from), { width, height, border });
      const { sum, step, values } = entry[border];

      values.forEach((value, i) =>
        assert.ok(Math.abs(data[i * step]! - value) <= 1e-12, `${entry.from}`)
      );
      const total = data.reduce((all, value) => all + value, 0);
      assert.ok(Math.abs(total - sum) <= 1e-12 * data.length, `${entry.from}`);
    }
  });
}

Deno.test("enlargeMap() gives the five values known of the benchmark's 10 x 13 maps", () => {
  // Computed with scikit-image's `resize`, apart from the fixture.
  const map = slope([10, 13]);
  const { data } = enlargeMap(map, {
    width: 400,
    height: 300,
    border: "mirror",
  });
  const known = [
    [0, 0, 0.0501995916],
    [0, 399, 0.1356830065],
    [299, 0, 0.8603954248],
    [150, 200, 0.4998660131],
  ] as const;
  for (const [y, x, value] of known) {
    assert.ok(Math.abs(data[400 * y + x]! - value) <= 1e-10, `${y}, ${x}`);
  }
  const sum = data.reduce((total, value) => total + value, 0);
  assert.ok(Math.abs(sum - 59771.09827) <= 5e-6, `${sum}`);
});

Deno.test("enlargeMap() refuses to shrink", () => {
  const map = slope([10, 13]);
  for (const size of [[12, 300], [400, 9], [NaN, 300]]) {
    const [width, height] = size as [number, number];
    assert.throws(
      () => enlargeMap(map, { width, height, border: "clamp" }),
      /RangeError: Cannot enlarge a map of 13 x 10 to/,
    );
  }
});
