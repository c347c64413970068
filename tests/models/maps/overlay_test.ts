import assert from "node:assert/strict";
import { colourOf } from "../../../models/maps/colour_map.ts";
import { drawOverlay } from "../../../models/maps/overlay.ts";
import type { Picture } from "../../../models/maps/picture.ts";
import { noise } from "../../support/noise.ts";

const PHOTO = noise({ width: 200, height: 20, channels: 3 });
const MAP = {
  width: 200,
  height: 20,
  data: Float32Array.from({ length: 4000 }, (_, i) => (i % 200) / 199),
};
const GAP = 2;

function pixel({ width, data }: Picture, x: number, y: number): number[] {
  const at = 3 * (y * width + x);
  return [...data.subarray(at, at + 3)];
}

Deno.test("drawOverlay() shows the photo as it is on the left", () => {
  const drawn = drawOverlay(PHOTO, MAP, { captions: [] });

  assert.equal(drawn.width, 2 * 200 + GAP);
  for (const [x, y] of [[0, 0], [199, 0], [57, 13], [199, 19]] as const) {
    assert.deepEqual(pixel(drawn, x, y), pixel(PHOTO, x, y));
  }
});

Deno.test("drawOverlay() blends the photo in grey with the map's colours on the right", () => {
  for (const opacity of [0, 0.25, 1]) {
    const drawn = drawOverlay(PHOTO, MAP, { captions: [], opacity });
    for (const [x, y] of [[0, 0], [199, 19], [57, 13]] as const) {
      const [red, green, blue] = pixel(PHOTO, x, y);
      const grey = 0.299 * red! + 0.587 * green! + 0.114 * blue!;
      const expected = colourOf(x / 199).map((part) =>
        Math.round((1 - opacity) * grey + opacity * part)
      );
      assert.deepEqual(pixel(drawn, 200 + GAP + x, y), expected);
    }
  }
});

Deno.test("drawOverlay() draws a bar from the lowest to the highest colour", () => {
  const drawn = drawOverlay(PHOTO, MAP, { captions: [] });
  const y = PHOTO.height + 6;
  const bar = Array.from(
    { length: drawn.width - 8 },
    (_, i) => pixel(drawn, 4 + i, y),
  );

  assert.deepEqual(bar[0], [...colourOf(0)]);
  assert.deepEqual(bar.at(-1), [...colourOf(1)]);
  assert.deepEqual(pixel(drawn, 3, y), [255, 255, 255]);
});

Deno.test("drawOverlay() grows by a line for each caption that it draws", () => {
  const heights = [[], ["one"], ["one", "two"], ["word ".repeat(30)]].map(
    (captions) => drawOverlay(PHOTO, MAP, { captions }).height,
  );

  assert.equal(heights[1]! - heights[0]!, 10);
  assert.equal(heights[2]! - heights[0]!, 20);
  assert.equal(heights[3]! - heights[0]!, 30);
});

Deno.test("drawOverlay() makes room for a legend under a tiny picture, which it centres", () => {
  const photo = { width: 2, height: 1, data: new Uint8Array(6).fill(9) };
  const drawn = drawOverlay(photo, { width: 2, height: 1, data: [0, 1] }, {
    captions: ["x"],
    opacity: 1,
  });

  assert.equal(drawn.width, 240);
  assert.deepEqual(pixel(drawn, 117, 0), [9, 9, 9]);
  assert.deepEqual(pixel(drawn, 120, 0), [...colourOf(0)]);
  assert.deepEqual(pixel(drawn, 121, 0), [...colourOf(1)]);
  assert.deepEqual(pixel(drawn, 122, 0), [255, 255, 255]);
});

Deno.test("drawOverlay() refuses a map of another size, and one with NaN", () => {
  assert.throws(
    () =>
      drawOverlay(PHOTO, { width: 13, height: 10, data: [] }, { captions: [] }),
    /RangeError: Cannot draw a map of 13 x 10 over a picture of 200 x 20: enlarge it/,
  );
  const data = MAP.data.slice();
  data[5] = NaN;
  assert.throws(
    () => drawOverlay(PHOTO, { ...MAP, data }, { captions: [] }),
    RangeError,
  );
});
