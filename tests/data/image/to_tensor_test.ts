import assert from "node:assert/strict";
import type { NormalisationName } from "../../../data/image/normalisation.ts";
import { toTensor } from "../../../data/image/to_tensor.ts";
import { digest } from "../../support/digest.ts";
import { noise } from "../../support/noise.ts";
import fixture from "./fixtures/normalisation.json" with { type: "json" };

const RAMP = {
  width: 256,
  height: 1,
  data: Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3)),
};

for (const [name, { first, sha256 }] of Object.entries(fixture.cases)) {
  Deno.test(`toTensor() normalises as "${name}" bit for bit`, () => {
    const { dims, data } = toTensor([RAMP], name as NormalisationName);

    assert.deepEqual(dims, [1, 3, 1, 256]);
    assert.deepEqual([0, 128, 256, 384, 512, 640].map((i) => data[i]), first);
    assert.equal(digest(data), sha256);
  });
}

Deno.test("toTensor() puts channels before rows, blue first for caffe", () => {
  const image = { width: 1, height: 2, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };

  assert.deepEqual([...toTensor([image], "none").data], [1, 4, 2, 5, 3, 6]);
  const { data } = toTensor([image], "caffe");
  const means = [103.939, 103.939, 116.779, 116.779, 123.68, 123.68];
  assert.deepEqual(
    [...data].map((value, i) => Math.round(value + means[i]!)),
    [3, 6, 2, 5, 1, 4],
  );
});

Deno.test("toTensor() puts each picture of a batch where it would stand alone", () => {
  const images = [1, 2, 3].map((channels) => ({
    ...noise({ width: 4, height: 3, channels: 3 * channels }),
  })).map(({ data }) => ({ width: 4, height: 3, data: data.slice(0, 36) }));
  const { dims, data } = toTensor(images, "imagenet");

  assert.deepEqual(dims, [3, 3, 3, 4]);
  images.forEach((image, i) =>
    assert.deepEqual(
      data.subarray(36 * i, 36 * (i + 1)),
      toTensor([image], "imagenet").data,
    )
  );
});

Deno.test("toTensor() refuses pictures of two sizes, and none", () => {
  const sizes = [[4, 3], [3, 4]].map(([width, height]) =>
    noise({ width: width!, height: height!, channels: 3 })
  );

  assert.throws(
    () => toTensor(sizes, "none"),
    /RangeError: Cannot make a batch of 4 x 3 and 3 x 4 pixels: resize them/,
  );
  assert.throws(() => toTensor([], "none"), RangeError);
});
