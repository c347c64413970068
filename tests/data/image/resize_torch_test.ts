import assert from "node:assert/strict";
import {
  type FloatBatch,
  resizeTorch,
} from "../../../data/image/resize_torch.ts";
import { digest } from "../../support/digest.ts";
import { noise } from "../../support/noise.ts";
import fixture from "./fixtures/torch_resize.json" with { type: "json" };

type Row = [
  ...sizes: [number, number, number, number],
  first: number[],
  sha256: string,
];

const { fround } = Math;

function batch(width: number, height: number): FloatBatch {
  const { data } = noise({ width, height, channels: 6 });
  return {
    dims: [2, 3, height, width],
    data: Float32Array.from(
      data,
      (byte) => fround(fround(byte / 255) - fround(0.45)) / fround(0.225),
    ),
  };
}

Deno.test("resizeTorch() equals torch's bilinear interpolate bit for bit", () => {
  assert.equal(fixture.cases.length, 23);
  for (const [w, h, width, height, first, sha256] of fixture.cases as Row[]) {
    const { data, dims } = resizeTorch(batch(w, h), { width, height });

    const label = `${w} x ${h} to ${width} x ${height}`;
    assert.deepEqual(dims, [2, 3, height, width]);
    assert.deepEqual([...data.subarray(0, 2)], first.slice(0, 2), label);
    assert.equal(digest(data).slice(0, 32), sha256, label);
  }
});

Deno.test("resizeTorch() is within 2 units in the last place where torch takes another kernel", () => {
  const { data } = noise({ width: 5, height: 7, channels: 1 });
  const resized = resizeTorch(
    { dims: [1, 1, 7, 5], data: Float32Array.from(data) },
    { width: 11, height: 13 },
  );

  assert.equal(resized.data.length, fixture.oneChannel.length);
  fixture.oneChannel.forEach((value, i) => {
    const unit = 2 ** (Math.floor(Math.log2(value)) - 23);
    assert.ok(Math.abs(resized.data[i]! - value) <= 2 * unit, `value ${i}`);
  });
});

Deno.test("resizeTorch() stays within its input's range and repeats the edge", () => {
  const source = { dims: [1, 1, 1, 2], data: Float32Array.of(0, 1) } as const;
  const { data } = resizeTorch(source, { width: 4, height: 1 });

  assert.deepEqual([...data], [0, 0.25, 0.75, 1]);
});

Deno.test("resizeTorch() refuses sides and data that make no batch", () => {
  assert.throws(
    () => resizeTorch(batch(2, 2), { width: 0, height: 2 }),
    /RangeError: Cannot resize a batch of 2 x 3 x 2 x 2 to 2 x 0: sides are/,
  );
  assert.throws(
    () =>
      resizeTorch({ ...batch(2, 2), dims: [1, 3, 2, 2] }, {
        width: 2,
        height: 2,
      }),
    /RangeError: Cannot resize a batch of 1 x 3 x 2 x 2: it has 24 values/,
  );
});
