import assert from "node:assert/strict";
import { decodePng } from "../../../data/image/decode_png.ts";
import { encodePng } from "../../../data/image/encode_png.ts";
import { noise } from "../../support/noise.ts";

Deno.test("encodePng() keeps every pixel, and gives the same bytes each time", () => {
  const image = noise({ width: 9, height: 7, channels: 3 });
  const file = encodePng(image);

  assert.deepEqual(decodePng(file, { name: "t" }).data, image.data);
  assert.deepEqual(encodePng(image), file);
});
