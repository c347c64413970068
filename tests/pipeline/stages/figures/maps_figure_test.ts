import assert from "node:assert/strict";
import { colourOf } from "../../../../models/maps/colour_map.ts";
import {
  type ExplainedPhoto,
  mapsFigure,
} from "../../../../pipeline/stages/figures/maps_figure.ts";
import { plainPicture, rectangle } from "../../../support/figure_material.ts";
import { boxesOf, pixelAt } from "../../../support/pixels.ts";

const OPTIONS = { networks: ["One", "Two"], border: "mirror" } as const;

/** A map whose left or right half is 1. */
function half(side: "left" | "right"): ExplainedPhoto["explanations"][number] {
  const row = side === "left" ? [1, 1, 0, 0] : [0, 0, 1, 1];
  const map = { width: 4, height: 2, data: [...row, ...row] };
  return { map, predicted: side === "left" ? "Acne" : "Vitiligo" };
}

const ROW: ExplainedPhoto = {
  image: "derm 1",
  diagnosis: "Acne",
  photo: plainPicture([100, 100, 100]),
  union: rectangle([10, 10, 30, 20]),
  raters: 3,
  explanations: [half("left"), half("right")],
};

Deno.test("mapsFigure() shows photo, outlines and each network's map over the photo", () => {
  const { pictures } = mapsFigure([ROW], OPTIONS);
  assert.equal(pictures.length, 4);
  const [photo, outlined, one, two] = pictures.map(({ picture }) => picture);
  assert.deepEqual(pixelAt(photo!, 0.5, 0.5), [100, 100, 100]);
  const [red, , blue] = pixelAt(outlined!, 0.5, 0.5);
  assert.ok(blue! > red! + 40);
  const mixed = (value: number): readonly number[] =>
    colourOf(value).map((part) => Math.round((part + 100) / 2));
  assert.deepEqual(pixelAt(one!, 0.05, 0.1), mixed(1));
  assert.deepEqual(pixelAt(one!, 0.95, 0.1), mixed(0));
  assert.deepEqual(pixelAt(two!, 0.05, 0.1), mixed(0));
  assert.deepEqual(pixelAt(two!, 0.95, 0.1), mixed(1));
  // The edge of the outlines lies over the map.
  const line = pixelAt(one!, 0.5, 1 / 3 + 0.003);
  assert.ok(line.every((part) => part > 200), `${line}`);
});

Deno.test("mapsFigure() aligns a column for each network and a row for each image", () => {
  const rows = [ROW, { ...ROW, image: "derm 2" }, ROW];
  const { pictures } = mapsFigure(rows, OPTIONS);
  assert.equal(pictures.length, 12);
  assert.equal(new Set(pictures.map(({ x }) => x)).size, 4);
  assert.equal(new Set(pictures.map(({ y }) => y)).size, 3);
});

Deno.test("mapsFigure() has a bar of the map's colours", () => {
  const figure = mapsFigure([ROW], OPTIONS);
  for (const value of [0, 1]) {
    assert.ok(boxesOf(figure, colourOf(value)) > 0, `${value}`);
  }
});

Deno.test("mapsFigure() says in words what is seen and how it was chosen", () => {
  const { words } = mapsFigure([ROW], { ...OPTIONS, from: "tested" });
  assert.match(
    words.caption,
    /maps of One and Two .*derm 1 \(Acne\)\. Chosen /,
  );
  assert.match(words.caption, /of which none is diagnosed right/);
  assert.match(words.alternative, /^1 row of pictures/);
  const named = mapsFigure([ROW], OPTIONS);
  assert.doesNotMatch(named.words.caption, /Chosen/);
  assert.equal(named.words.disclaimer, undefined);
  const { disclaimer } = mapsFigure([ROW], {
    ...OPTIONS,
    disclaimer: "Made up.",
  }).words;
  assert.equal(disclaimer, "Made up.");
});
