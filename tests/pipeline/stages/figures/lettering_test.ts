import assert from "node:assert/strict";
import fc from "fast-check";
import {
  cutTo,
  placeGlyphs,
  widthOf,
} from "../../../../pipeline/stages/figures/lettering.ts";

Deno.test("placeGlyphs() gives every digit the same room", () => {
  const places = (text: string): number[] =>
    placeGlyphs(text).map(({ x }) => x);
  assert.deepEqual(places("1111"), places("0808"));
});

Deno.test("widthOf() grows with each letter and with the size", () => {
  assert.ok(widthOf("ab", 10) > widthOf("a", 10));
  assert.equal(widthOf("abc", 20), 2 * widthOf("abc", 10));
});

Deno.test("cutTo() keeps a text that fits and cuts others to the width", () => {
  assert.equal(cutTo("Psoriasis", { width: 500, size: 10 }), "Psoriasis");
  const cut = cutTo("Psoriasis vulgaris", { width: 60, size: 10 });
  assert.match(cut, /^Ps\w*\.\.\.$/);
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 20, max: 200 }),
      (text, width) => widthOf(cutTo(text, { width, size: 8 }), 8) <= width,
    ),
    { seed: 4 },
  );
});
