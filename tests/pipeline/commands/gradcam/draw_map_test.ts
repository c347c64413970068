import assert from "node:assert/strict";
import { decodePng } from "../../../../data/image/decode_png.ts";
import { colourOf } from "../../../../models/maps/colour_map.ts";
import { drawMap } from "../../../../pipeline/commands/gradcam/draw_map.ts";
import type { Display } from "../../../../pipeline/commands/gradcam/request.ts";

const VALUES = Float32Array.of(-2, -1, 0, 1, 2, 2);

/** The colour of the map alone at a place, found by drawing over a black photo. */
function coloursOf(display: Display): number[][] {
  const photo = { width: 3, height: 2, data: new Uint8Array(18) };
  const png = drawMap(photo, {
    values: VALUES,
    width: 3,
    height: 2,
    display,
    captions: [],
  });
  const { width, data } = decodePng(png, { name: "map" });
  // The photo, a gap of one pixel and the map stand in the middle.
  const left = Math.floor((width - 7) / 2) + 4;
  return [0, 1, 2, 3, 4, 5].map((i) => {
    const at = 3 * (Math.floor(i / 3) * width + left + i % 3);
    return Array.from(data.subarray(at, at + 3));
  });
}

/** A colour over black at half its strength. */
function half(value: number): number[] {
  return colourOf(value).map((part) => Math.round(part / 2));
}

Deno.test("drawMap() shows what speaks for a class by max and by min-max", () => {
  for (const display of ["max", "minmax"] as const) {
    const expected = [0, 0, 0, 0.5, 1, 1].map(half);
    assert.deepEqual(coloursOf(display), expected, display);
  }
});

Deno.test("drawMap() shows signed values between the lowest and the highest", () => {
  const expected = [0, 0.25, 0.5, 0.75, 1, 1].map(half);
  assert.deepEqual(coloursOf("none"), expected);
});

Deno.test("drawMap() enlarges a photo that is smaller than the map", () => {
  const photo = { width: 1, height: 1, data: Uint8Array.of(9, 9, 9) };
  const png = drawMap(photo, {
    values: Float32Array.from({ length: 400 * 5 }, (_, i) => i),
    width: 400,
    height: 5,
    display: "max",
    captions: [],
  });
  assert.ok(decodePng(png, { name: "map" }).width >= 800);
});
