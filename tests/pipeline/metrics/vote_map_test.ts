import assert from "node:assert/strict";
import fc from "fast-check";
import type { Mask } from "../../../data/dermx/mask.ts";
import {
  countVotes,
  mostVotes,
  votedArea,
  type VoteMap,
} from "../../../pipeline/metrics/vote_map.ts";
import { maskOf } from "../../support/picture.ts";

const A = maskOf([
  "##..",
  "#..#",
  "#...",
]);
const B = maskOf([
  ".##.",
  "#..#",
  "..##",
]);
const NONE = maskOf(["....", "....", "...."]);

/** A map as rows of digits. */
function digitsOf({ width, height, runs }: VoteMap): string[] {
  const pixels = Array<string>(width * height).fill(".");
  for (let i = 0; i < runs.length; i += 3) {
    pixels.fill(String(runs[i + 2]), runs[i], runs[i + 1]);
  }
  return pixels.join("").match(RegExp(`.{${width}}`, "g"))!;
}

Deno.test("countVotes() counts at every pixel the masks that it is in", () => {
  assert.deepEqual(digitsOf(countVotes([A, B, A])), [
    "231.",
    "3..3",
    "2.11",
  ]);
});

Deno.test("countVotes() gives one run for touching runs of as many votes", () => {
  const left = maskOf(["##......"]);
  const right = maskOf(["..##...."]);

  assert.deepEqual(countVotes([left, right]).runs, Uint32Array.of(0, 4, 1));
});

Deno.test("countVotes() of one mask is that mask, and of empty masks nothing", () => {
  assert.deepEqual(
    countVotes([A]).runs,
    Uint32Array.of(0, 2, 1, 4, 5, 1, 7, 9, 1),
  );
  assert.deepEqual(countVotes([NONE, NONE]).runs, new Uint32Array());
  assert.deepEqual(countVotes([NONE, A]), countVotes([A]));
});

Deno.test("countVotes() refuses masks of two images", () => {
  assert.throws(() => countVotes([A, maskOf(["....", "...."])]), {
    name: "RangeError",
    message: /4 x 2 pixels over one of 4 x 3/,
  });
});

Deno.test("mostVotes() and votedArea() are 0 where there are no votes", () => {
  assert.equal(mostVotes(countVotes([NONE])), 0);
  assert.equal(votedArea(countVotes([NONE])), 0);
});

Deno.test("countVotes(), mostVotes() and votedArea() agree with pixels one by one", () => {
  const size = 24;
  const mask = fc.array(fc.boolean(), { minLength: size, maxLength: size });
  const masks = fc.array(mask, { minLength: 1, maxLength: 6 });
  const toMask = (pixels: readonly boolean[]): Mask =>
    maskOf(
      pixels.map((pixel) => pixel ? "#" : ".").join("").match(/.{6}/g)!,
    );
  fc.assert(
    fc.property(masks, (pictures) => {
      const [first, ...others] = pictures.map(toMask);
      const map = countVotes([first!, ...others]);
      const counts = Array.from(
        { length: size },
        (_, i) => pictures.filter((pixels) => pixels[i]).length,
      );

      assert.equal(
        digitsOf(map).join(""),
        counts.map((count) => count === 0 ? "." : count).join(""),
      );
      assert.equal(mostVotes(map), Math.max(...counts));
      assert.equal(votedArea(map), counts.filter((count) => count > 0).length);
      // No run could be longer, so that one map has one list of runs.
      for (let i = 3; i < map.runs.length; i += 3) {
        assert.ok(
          map.runs[i]! > map.runs[i - 2]! ||
            map.runs[i + 2] !== map.runs[i - 1],
        );
      }
    }),
    { seed: 20001, numRuns: 500 },
  );
});
