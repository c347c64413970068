import assert from "node:assert/strict";
import {
  glyph,
  GLYPH_HEIGHT,
  GLYPH_WIDTH,
} from "../../../models/maps/bitmap_font.ts";
import {
  drawText,
  textWidth,
  wrapText,
} from "../../../models/maps/draw_text.ts";
import type { Picture } from "../../../models/maps/picture.ts";

function white(width: number, height: number): Picture {
  return { width, height, data: new Uint8Array(3 * width * height).fill(255) };
}

/** The red channel as rows of `#` and `.`. */
function shown({ width, height, data }: Picture): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from(
      { length: width },
      (_, x) => data[3 * (y * width + x)]! < 128 ? "#" : ".",
    ).join(""));
}

Deno.test("glyph() has its own picture for every letter, digit and sign", () => {
  const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-=.,:;()/%#_'!? ";
  const pictures = [...characters].map((character) => glyph(character));

  for (const rows of pictures) {
    assert.equal(rows.length, GLYPH_HEIGHT);
    for (const row of rows) assert.match(row, /^[#.]{5}$/);
  }
  const distinct = new Set(pictures.map((rows) => rows.join("\n")));
  assert.equal(distinct.size, characters.length);
  assert.equal(GLYPH_WIDTH, 5);
});

Deno.test("glyph() draws small letters as capitals, drops accents, and marks the rest", () => {
  assert.equal(glyph("a"), glyph("A"));
  assert.equal(glyph("é"), glyph("E"));
  assert.equal(glyph("語"), glyph("?"));
  assert.equal(glyph("\u{1f600}"), glyph("?"));
});

Deno.test("drawText() draws characters side by side, as large as the dot says", () => {
  const small = white(13, 9);
  drawText(small, "TI", { x: 1, y: 1, dot: 1 });
  assert.deepEqual(shown(small), [
    ".............",
    ".#####..###..",
    "...#.....#...",
    "...#.....#...",
    "...#.....#...",
    "...#.....#...",
    "...#.....#...",
    "...#....###..",
    ".............",
  ]);

  const large = white(10, 14);
  drawText(large, "T", { x: 0, y: 0, dot: 2 });
  assert.equal(shown(large)[1], "##########");
  assert.equal(shown(large)[2], "....##....");
});

Deno.test("drawText() leaves out what lies outside and does not wrap into the next row", () => {
  const picture = white(8, 3);
  drawText(picture, "EE", { x: 4, y: 0, dot: 1 });

  assert.deepEqual(shown(picture), ["....####", "....#...", "....#..."]);
});

Deno.test("wrapText() breaks at spaces, and within words that are too long", () => {
  const room = { width: textWidth("12345678", 2), dot: 2 };

  assert.deepEqual(wrapText("one two three  four", room), [
    "one two",
    "three",
    "four",
  ]);
  assert.deepEqual(wrapText("ab 123456789012", room), [
    "ab",
    "12345678",
    "9012",
  ]);
  assert.deepEqual(wrapText("1234 678", room), ["1234 678"]);
  assert.deepEqual(wrapText("", room), []);
});
