import assert from "node:assert/strict";
import { colourOf } from "../../../../models/maps/colour_map.ts";
import {
  paintCharacteristics,
  paintCounts,
  paintMap,
} from "../../../../pipeline/stages/figures/paint.ts";
import {
  BOTH,
  countColour,
  FIRST,
  SECOND,
} from "../../../../pipeline/stages/figures/palette.ts";
import { plainPicture } from "../../../support/figure_material.ts";

const PHOTO = plainPicture([100, 100, 100], { width: 4, height: 1 });
const NO_LINE = Uint8Array.of(0, 0, 0, 0);
const FIRST_TWO = { area: Uint8Array.of(255, 255, 0, 0), line: NO_LINE };
const MIDDLE = { area: Uint8Array.of(0, 255, 255, 0), line: NO_LINE };

type Colour = readonly number[];

function pixel({ data }: { readonly data: Uint8Array }, x: number): Colour {
  return [...data.subarray(3 * x, 3 * x + 3)];
}

/** Between two colours, the share of the second. */
function between(under: Colour, over: Colour, share: number): Colour {
  return under.map((part, c) => Math.round(part + share * (over[c]! - part)));
}

Deno.test("paintCharacteristics() has a colour for one, for the other, and for both", () => {
  const picture = paintCharacteristics(PHOTO, [FIRST_TWO, MIDDLE]);
  const pale = pixel(picture, 3);
  assert.deepEqual(pale, [139, 139, 139]);
  assert.deepEqual(pixel(picture, 0), between(pale, FIRST, 0.5));
  assert.deepEqual(pixel(picture, 1), between(pale, BOTH, 0.7));
  assert.deepEqual(pixel(picture, 2), between(pale, SECOND, 0.5));
});

Deno.test("paintCharacteristics() draws the lines above the areas", () => {
  const line = Uint8Array.of(255, 0, 0, 0);
  const picture = paintCharacteristics(PHOTO, [{ ...FIRST_TWO, line }]);
  const area = between([139, 139, 139], FIRST, 0.5);
  assert.deepEqual(pixel(picture, 0), between(area, FIRST, 0.95));
  assert.deepEqual(pixel(picture, 1), area);
});

Deno.test("paintCharacteristics() shows the second alone where a rater has no first", () => {
  const picture = paintCharacteristics(PHOTO, [undefined, MIDDLE]);
  assert.deepEqual(
    pixel(picture, 1),
    between([139, 139, 139], SECOND, 0.5),
  );
});

Deno.test("paintCounts() gives each number of raters its colour", () => {
  const picture = paintCounts(PHOTO, [FIRST_TWO, MIDDLE, MIDDLE]);
  const colours = [1, 3, 2].map((count) =>
    between([139, 139, 139], countColour(count, 3), 0.75)
  );
  assert.deepEqual([0, 1, 2].map((x) => pixel(picture, x)), colours);
  assert.deepEqual(pixel(picture, 3), [139, 139, 139]);
});

Deno.test("paintMap() mixes grey and the map's colours evenly, with the edge in white", () => {
  const outline = {
    area: Uint8Array.of(255, 255, 0, 0),
    line: Uint8Array.of(0, 255, 0, 0),
  };
  const map = { width: 4, height: 1, data: [0, 0.5, 0.5, 1] };
  const photo = plainPicture([250, 90, 10], { width: 4, height: 1 });
  const picture = paintMap(photo, { map, outline });
  const grey = [129, 129, 129];
  assert.deepEqual(pixel(picture, 0), between(grey, colourOf(0), 0.5));
  assert.deepEqual(pixel(picture, 2), between(grey, colourOf(0.5), 0.5));
  assert.deepEqual(pixel(picture, 3), between(grey, colourOf(1), 0.5));
  assert.deepEqual(
    pixel(picture, 1),
    between(pixel(picture, 2), [255, 255, 255], 0.95),
  );
});

Deno.test("countColour() is the lighter, the more raters there are", () => {
  const grey = ([red, green, blue]: Colour): number =>
    0.299 * red! + 0.587 * green! + 0.114 * blue!;
  for (const raters of [1, 2, 3, 8]) {
    const shades = Array.from(
      { length: raters },
      (_, i) => grey(countColour(i + 1, raters)),
    );
    assert.deepEqual(shades.toSorted((a, b) => a - b), shades);
    assert.ok(shades.at(-1)! > 220);
  }
});
