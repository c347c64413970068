import assert from "node:assert/strict";
import fc from "fast-check";
import type { PillowFilter } from "../../../data/image/pillow_filter.ts";
import { resizePillow } from "../../../data/image/resize_pillow.ts";
import { digest } from "../../support/digest.ts";
import { noise } from "../../support/noise.ts";
import fixture from "./fixtures/pillow_resize.json" with { type: "json" };

type Row = [
  filter: PillowFilter,
  channels: number,
  ...sizes: [number, number, number, number],
  first: number[],
  sha256: string,
];

const FILTERS = [
  "nearest",
  "box",
  "bilinear",
  "hamming",
  "bicubic",
  "lanczos",
] as const;

for (const filter of FILTERS) {
  Deno.test(`resizePillow() equals Pillow byte for byte with filter ${filter}`, () => {
    const rows = (fixture.cases as Row[]).filter(([name]) => name === filter);
    assert.equal(rows.length, 22);
    for (const [, channels, w, h, width, height, first, sha256] of rows) {
      const source = noise({ width: w, height: h, channels });
      const { data } = resizePillow(source, { width, height, filter });

      const label = `${w} x ${h} to ${width} x ${height}`;
      assert.deepEqual([...data.subarray(0, 3)], first, label);
      assert.equal(digest(data).slice(0, 32), sha256, label);
    }
  });
}

Deno.test("resizePillow() keeps a picture of one colour as it is", () => {
  const side = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(
      fc.constantFrom(...FILTERS),
      fc.tuple(side, side, side, side),
      fc.nat(255),
      (filter, [from, to, width, height], level) => {
        const data = new Uint8Array(from * to).fill(level);
        const resized = resizePillow({ width: from, height: to, data }, {
          width,
          height,
          filter,
        });
        assert.equal(resized.data.length, width * height);
        assert.ok(resized.data.every((byte) => byte === level));
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});

Deno.test("resizePillow() copies a picture that has the size already", () => {
  const source = noise({ width: 4, height: 3, channels: 3 });
  const same = resizePillow(source, { width: 4, height: 3, filter: "lanczos" });

  assert.deepEqual(same, source);
  assert.notEqual(same.data, source.data);
});

Deno.test("resizePillow() refuses sides and data that make no picture", () => {
  const source = noise({ width: 4, height: 3, channels: 3 });
  const filter = "box";
  for (const [width, height] of [[0, 3], [4, -1], [2.5, 3], [NaN, 3]]) {
    assert.throws(
      () => resizePillow(source, { width: width!, height: height!, filter }),
      /RangeError: Cannot resize 4 x 3 to .* pixels: sides are integers from 1 on/,
    );
  }
  assert.throws(
    () =>
      resizePillow({ ...source, width: 5 }, { width: 2, height: 2, filter }),
    /RangeError: .*it has 36 bytes, no multiple of 15/,
  );
});
