import assert from "node:assert/strict";
import { turnUpright } from "../../../data/image/turn_upright.ts";
import { noise } from "../../support/noise.ts";

const PICTURE = noise({ width: 5, height: 3, channels: 3 });

/** A grey picture of two rows as text, one letter a pixel. */
function turned(orientation: number): string[] {
  const letters = "abcdef";
  const data = Uint8Array.from(
    [...letters].flatMap((letter) => Array(3).fill(letter.charCodeAt(0))),
  );
  const image = turnUpright({ width: 3, height: 2, data }, orientation);
  const text = String.fromCharCode(...image.data.filter((_, i) => i % 3 === 0));
  return text.match(new RegExp(`.{${image.width}}`, "g")) ?? [];
}

Deno.test("turnUpright() turns and mirrors by the table of EXIF", () => {
  assert.deepEqual(turned(1), ["abc", "def"]);
  assert.deepEqual(turned(2), ["cba", "fed"]);
  assert.deepEqual(turned(3), ["fed", "cba"]);
  assert.deepEqual(turned(4), ["def", "abc"]);
  assert.deepEqual(turned(5), ["ad", "be", "cf"]);
  assert.deepEqual(turned(6), ["da", "eb", "fc"]);
  assert.deepEqual(turned(7), ["fc", "eb", "da"]);
  assert.deepEqual(turned(8), ["cf", "be", "ad"]);
});

Deno.test("turnUpright() is undone by the opposite turn", () => {
  for (
    const [there, back] of [[2, 2], [3, 3], [4, 4], [5, 5], [6, 8], [7, 7], [
      8,
      6,
    ]]
  ) {
    const again = turnUpright(turnUpright(PICTURE, there!), back!);
    assert.deepEqual(again, PICTURE);
  }
});

Deno.test("turnUpright() refuses other orientations", () => {
  for (const orientation of [0, 9, 1.5, NaN]) {
    assert.throws(() => turnUpright(PICTURE, orientation), RangeError);
  }
});
