import assert from "node:assert/strict";
import { encode } from "fast-png";
import fc from "fast-check";
import { decodeMaskPng } from "../../../data/dermx/decode_mask_png.ts";
import { maskOf } from "../../support/picture.ts";

function pngOf(pixels: number[], width: number): Uint8Array {
  const data = Uint8Array.from(pixels);
  const height = pixels.length / width;
  return encode({ width, height, data, depth: 8, channels: 1 });
}

Deno.test("decodeMaskPng() reads 255 as inside, over the ends of rows and the picture", () => {
  const bytes = pngOf([0, 0, 255, 255, 0, 0, 0, 255, 255], 3);

  assert.deepEqual(
    decodeMaskPng({ name: "a.png", bytes }),
    maskOf(["..#", "#..", ".##"]),
  );
});

Deno.test("decodeMaskPng() reads any mask", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(0, 255), { minLength: 24, maxLength: 24 }),
      (pixels) => {
        const text = pixels.map((value) => value === 0 ? "." : "#").join("");
        assert.deepEqual(
          decodeMaskPng({ name: "a.png", bytes: pngOf(pixels, 6) }),
          maskOf(text.match(/.{6}/g)!),
        );
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("decodeMaskPng() refuses other kinds of picture and other values", () => {
  const size = { width: 2, height: 1 };
  const colour = encode({ ...size, data: new Uint8Array(6), channels: 3 });
  const deep = encode({
    ...size,
    data: new Uint16Array(2),
    depth: 16,
    channels: 1,
  });
  const cases: [Uint8Array, string][] = [
    [colour, "expected 1 channel of 8 bits and got 3 of 8"],
    [deep, "expected 1 channel of 8 bits and got 1 of 16"],
    [pngOf([255, 128], 2), "expected 0 or 255 and got 128 at pixel 1"],
  ];
  for (const [bytes, reason] of cases) {
    assert.throws(() => decodeMaskPng({ name: "a.png", bytes }), {
      name: "TypeError",
      message: `Cannot read mask "a.png": ${reason}: restore the released file`,
    });
  }
});

Deno.test("decodeMaskPng() refuses bytes that are no PNG, cut short or altered", () => {
  const png = pngOf([0, 255, 0, 255], 2);
  const altered = png.slice();
  altered[png.length - 20]! ^= 1;
  for (const bytes of [new Uint8Array(), png.subarray(0, 45), altered]) {
    assert.throws(() => decodeMaskPng({ name: "a.png", bytes }), {
      name: "SyntaxError",
      message: /^Cannot read mask "a\.png": not a PNG/,
    });
  }
});
