import assert from "node:assert/strict";
import { encodePng } from "../../../../data/image/encode_png.ts";
import { readFigure } from "../../../../pipeline/stages/report/figure_file.ts";
import { noise } from "../../../support/noise.ts";
import { reportFigure } from "../../../support/report_parts.ts";

const PLACE = { port: "figure2", file: "figures/figure2.png" };

Deno.test("readFigure() takes size and words from the file", () => {
  const { bytes: _, ...figure } = reportFigure({ disclaimer: "Made up." });
  assert.deepEqual(figure, {
    id: "figure2",
    file: "figures/figure2.png",
    width: 4,
    height: 3,
    title: "Two raters",
    caption: "Each outlined something.",
    alternative: "Two panels.",
    disclaimer: "Made up.",
  });
});

Deno.test("readFigure() names a file without words after its port", () => {
  const image = noise({ width: 5, height: 2, channels: 3 });
  const bytes = Uint8Array.from(encodePng(image));
  const { title, caption, alternative } = readFigure(bytes, PLACE);
  assert.deepEqual([title, caption, alternative], ["figure2", "", "figure2"]);
});

Deno.test("readFigure() refuses a file that is cut short", () => {
  const { bytes } = reportFigure();
  assert.throws(() => readFigure(bytes.slice(0, 60), PLACE), {
    name: "SyntaxError",
    message: /^Cannot read "figures\/figure2\.png": the PNG file ends before/,
  });
});
