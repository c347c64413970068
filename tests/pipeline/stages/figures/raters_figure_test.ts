import assert from "node:assert/strict";
import type { Figure } from "../../../../pipeline/stages/figures/figure.ts";
import {
  BOTH,
  countColour,
  FIRST,
  SECOND,
} from "../../../../pipeline/stages/figures/palette.ts";
import {
  type RatedPhoto,
  ratersFigure,
} from "../../../../pipeline/stages/figures/raters_figure.ts";
import { pixels } from "../../../../pipeline/stages/figures/scale.ts";
import { plainPicture, rectangle } from "../../../support/figure_material.ts";
import { boxesOf, pixelAt } from "../../../support/pixels.ts";

const PLAQUE = rectangle([0, 0, 20, 30]);
const SCALE = rectangle([10, 0, 30, 30]);
const RATED: RatedPhoto = {
  image: "derm 1",
  diagnosis: "Psoriasis",
  photo: plainPicture([200, 150, 120]),
  characteristics: ["Plaque", "Scale"],
  raters: [
    { rater: "ann", union: rectangle([0, 0, 30, 30]), masks: [PLAQUE, SCALE] },
    { rater: "bob", union: SCALE, masks: [undefined, SCALE] },
  ],
};

/** Whether red, green and blue are in the order that a colour has, far enough apart. */
function leans(colour: readonly number[], to: readonly number[]): boolean {
  return [[0, 1], [1, 2], [0, 2]].every(([a, b]) => {
    const wanted = to[a!]! - to[b!]!;
    return Math.abs(wanted) < 60 ||
      Math.sign(colour[a!]! - colour[b!]!) === Math.sign(wanted);
  });
}

Deno.test("ratersFigure() shows the photo, the raters together, and each rater", () => {
  const { pictures } = ratersFigure(RATED);
  assert.equal(pictures.length, 4);
  const [photo, together, ann, bob] = pictures.map(({ picture }) => picture);
  assert.deepEqual(pixelAt(photo!, 0.5, 0.5), [200, 150, 120]);
  // Nobody outlined the right quarter: it is grey there.
  for (const picture of [together, ann, bob]) {
    const [red, green, blue] = pixelAt(picture!, 0.9, 0.5);
    assert.ok(red === green && green === blue);
  }
  assert.ok(leans(pixelAt(ann!, 0.12, 0.5), FIRST));
  assert.ok(leans(pixelAt(ann!, 0.38, 0.5), BOTH));
  assert.ok(leans(pixelAt(ann!, 0.6, 0.5), SECOND));
  assert.ok(leans(pixelAt(bob!, 0.38, 0.5), SECOND));
  const one = pixelAt(together!, 0.12, 0.5);
  const two = pixelAt(together!, 0.5, 0.5);
  assert.ok(two[0]! + two[1]! > one[0]! + one[1]! + 100);
});

Deno.test("ratersFigure() aligns its panels in a grid, all of one size", () => {
  const raters = Array.from({ length: 5 }, (_, i) => ({
    ...RATED.raters[0]!,
    rater: `r${i}`,
  }));
  const { pictures, width, height } = ratersFigure({ ...RATED, raters });
  assert.equal(new Set(pictures.map(({ x }) => x)).size, 3);
  assert.equal(new Set(pictures.map(({ y }) => y)).size, 3);
  for (const { x, y, picture } of pictures) {
    assert.equal(picture.width, pictures[0]!.picture.width);
    assert.ok(pixels(x) + picture.width <= pixels(width));
    assert.ok(pixels(y) + picture.height <= pixels(height));
  }
});

Deno.test("ratersFigure() explains its colours in a legend", () => {
  const figure = ratersFigure(RATED);
  for (const colour of [FIRST, SECOND, BOTH]) {
    assert.equal(boxesOf(figure, colour), 1, `${colour}`);
  }
  for (const count of [1, 2]) {
    assert.equal(boxesOf(figure, countColour(count, 2)), 1, `${count}`);
  }
  const alone = ratersFigure({ ...RATED, characteristics: ["Plaque"] });
  assert.equal(boxesOf(alone, FIRST), 1);
  assert.equal(boxesOf(alone, BOTH), 0);
});

Deno.test("ratersFigure() labels made-up data below the panels, and other data not", () => {
  const plain = ratersFigure(RATED);
  const labelled = ratersFigure(RATED, { disclaimer: "Made up." });
  assert.equal(labelled.words.disclaimer, "Made up.");
  assert.equal(plain.words.disclaimer, undefined);
  assert.ok(labelled.height > plain.height);
  const texts = (figure: Figure): number =>
    figure.drawing.toSvg(figure).match(/<g /g)!.length;
  assert.equal(texts(labelled), texts(plain) + 1);
});

Deno.test("ratersFigure() fits a photo that is higher than wide", () => {
  const size = { width: 30, height: 60 };
  const photo = plainPicture([9, 9, 9], size);
  const mask = rectangle([0, 0, 9, 9], size);
  const raters = [{ rater: "ann", union: mask, masks: [mask, undefined] }];
  const { pictures } = ratersFigure({ ...RATED, photo, raters });
  const { picture } = pictures[0]!;
  assert.ok(Math.abs(picture.height / picture.width - 2) < 0.02);
});

Deno.test("ratersFigure() says in words what is seen", () => {
  const { words } = ratersFigure(RATED);
  assert.match(words.caption, /^Image derm 1, Psoriasis\. .*Plaque and Scale/);
  assert.match(
    words.alternative,
    /2 raters .* ann outlined Plaque and Scale and bob outlined Scale\.$/,
  );
});
