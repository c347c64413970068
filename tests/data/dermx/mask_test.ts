import assert from "node:assert/strict";
import fc from "fast-check";
import {
  area,
  intersectionArea,
  type Mask,
  union,
} from "../../../data/dermx/mask.ts";
import { maskOf, pictureOf } from "../../support/picture.ts";

const A = maskOf([
  "##..",
  "#..#",
  "#...",
]);
const B = maskOf([
  ".##.",
  "#...",
  "..##",
]);
const NONE = maskOf(["....", "....", "...."]);

Deno.test("area() counts the pixels of all runs", () => {
  assert.equal(area(A), 5);
  assert.equal(area(B), 5);
  assert.equal(area(NONE), 0);
});

Deno.test("intersectionArea() counts common pixels", () => {
  assert.equal(intersectionArea(A, B), 2);
  assert.equal(intersectionArea(A, A), 5);
  assert.equal(intersectionArea(A, NONE), 0);
});

Deno.test("union() joins runs that overlap or touch", () => {
  assert.deepEqual(pictureOf(union(A, B)), ["###.", "#..#", "#.##"]);
  assert.deepEqual(
    union(maskOf(["##....##"]), maskOf(["..##...."])),
    maskOf(["####..##"]),
  );
  assert.deepEqual(union(A, NONE), A);
});

Deno.test("intersectionArea() and union() refuse masks of two sizes", () => {
  const other = maskOf(["...", "...", "...", "..."]);

  assert.throws(() => intersectionArea(A, other), {
    name: "RangeError",
    message: /4 x 3.*3 x 4/,
  });
  assert.throws(() => union(A, other), RangeError);
});

Deno.test("area(), intersectionArea() and union() agree with pixels one by one", () => {
  const width = 7;
  const pixels = fc.array(fc.boolean(), { minLength: 35, maxLength: 35 });
  const toMask = (pixels: boolean[]): Mask => {
    const text = pixels.map((pixel) => pixel ? "#" : ".").join("");
    return maskOf(text.match(/.{7}/g)!);
  };
  fc.assert(
    fc.property(pixels, pixels, (p, q) => {
      const a = toMask(p);
      const b = toMask(q);
      const either = p.map((pixel, i) => pixel || q[i]!);
      assert.equal(a.width, width);
      assert.equal(area(a), p.filter(Boolean).length);
      assert.equal(
        intersectionArea(a, b),
        p.filter((pixel, i) => pixel && q[i]).length,
      );
      assert.deepEqual(union(a, b), toMask(either));
    }),
    { seed: 1, numRuns: 500 },
  );
});
