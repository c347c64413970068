import assert from "node:assert/strict";
import { glyphOf } from "../../../../pipeline/stages/figures/glyphs.ts";

Deno.test("glyphOf() draws each letter and digit in its own way", () => {
  const characters = [
    ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  ];
  const paths = characters.map((character) => glyphOf(character).path);
  assert.equal(new Set(paths).size, characters.length);
});

Deno.test("glyphOf() leaves out accents, and asks about what it does not know", () => {
  assert.deepEqual(glyphOf("é"), glyphOf("e"));
  assert.deepEqual(glyphOf("漢"), glyphOf("?"));
  assert.deepEqual(glyphOf(""), glyphOf("?"));
});
