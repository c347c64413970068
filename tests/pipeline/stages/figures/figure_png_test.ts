import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeImage } from "../../../../data/image/decode_image.ts";
import { encodePng } from "../../../../data/image/encode_png.ts";
import type { RgbImage } from "../../../../data/image/rgb_image.ts";
import { figurePng } from "../../../../pipeline/stages/figures/figure_png.ts";
import { readFigure } from "../../../../pipeline/stages/report/figure_file.ts";
import { noise } from "../../../support/noise.ts";

const WORDS = { title: "A title", caption: "", alternative: "What is seen" };

Deno.test("figurePng() keeps every pixel, whatever filter a row takes", async () => {
  const picture = fc.tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 40 }),
  ).map(([width, height, step]): RgbImage => {
    const image = noise({ width, height, channels: 3 });
    // Slopes and plain rows invite other filters than noise does.
    const data = image.data.map((value, i) =>
      i % 2 === 0 ? (i * step) & 255 : value & step
    );
    return { width, height, data };
  });
  await fc.assert(
    fc.asyncProperty(picture, async (image) => {
      const decoded = await decodeImage(figurePng(image, WORDS), { name: "x" });
      assert.deepEqual(decoded.data, image.data);
    }),
    { seed: 4 },
  );
});

Deno.test("figurePng() writes smooth pictures smaller than an encoder without filters", () => {
  const data = Uint8Array.from({ length: 3 * 200 * 150 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % 200, Math.floor(i / 600)];
    return (x * x + 3 * x * y + y * y) / 600 + 20 * (i % 3);
  });
  const image = { width: 200, height: 150, data };
  const bytes = figurePng(image, WORDS).length;
  assert.ok(bytes < 0.6 * encodePng(image).length, `${bytes} bytes`);
});

Deno.test("figurePng() writes words in any script, and no time", () => {
  const image = noise({ width: 2, height: 2, channels: 3 });
  const words = {
    title: "Überschrift\0 漢",
    caption: 'A "caption" & <more>.',
    alternative: "–",
    disclaimer: "Made up \ud800.",
  };
  const bytes = figurePng(image, words);
  const { title, caption, alternative, disclaimer } = readFigure(bytes, {
    port: "p",
    file: "f.png",
  });
  assert.deepEqual({ title, caption, alternative, disclaimer }, {
    ...words,
    title: "Überschrift 漢",
    disclaimer: "Made up \ufffd.",
  });
  assert.deepEqual(figurePng(image, words), bytes);
  assert.doesNotMatch(
    new TextDecoder("latin1").decode(bytes),
    /tIME|Creation Time/,
  );
});
