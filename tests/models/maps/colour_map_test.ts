import assert from "node:assert/strict";
import { type Colour, colourOf } from "../../../models/maps/colour_map.ts";

/** CIE lightness L* of an sRGB colour, 0 to 100. */
function lightness(colour: Colour): number {
  const [red, green, blue] = colour.map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return 116 * Math.cbrt(luminance) - 16;
}

const COLOURS = Array.from({ length: 256 }, (_, i) => colourOf(i / 255));

Deno.test("colourOf() grows lighter with the value throughout", () => {
  const levels = COLOURS.map(lightness);

  assert.ok(
    levels[0]! < 15 && levels[255]! > 90,
    `${levels[0]} ${levels[255]}`,
  );
  for (let i = 8; i < 256; i++) {
    assert.ok(levels[i]! > levels[i - 8]! + 1, `at ${i}`);
  }
});

Deno.test("colourOf() changes in small steps, so that it shows no bands", () => {
  for (let i = 1; i < 256; i++) {
    const steps = COLOURS[i]!.map((part, c) =>
      Math.abs(part - COLOURS[i - 1]![c]!)
    );
    assert.ok(Math.max(...steps) <= 6, `at ${i}: ${steps}`);
  }
});

Deno.test("colourOf() gives values outside the nearer end's colour, and refuses NaN", () => {
  assert.deepEqual(colourOf(-1), colourOf(0));
  assert.deepEqual(colourOf(Infinity), colourOf(1));
  assert.throws(() => colourOf(NaN), RangeError);
});
