import assert from "node:assert/strict";
import fc from "fast-check";
import type { Mask } from "../../../data/dermx/mask.ts";
import { fuzzyArea, fuzzyMask } from "../../../pipeline/metrics/fuzzy_mask.ts";
import {
  fuzzySum,
  mostOf,
  tallyVotes,
  tallyWithin,
  withoutVoter,
} from "../../../pipeline/metrics/fuzzy_tally.ts";
import { countVotes, mostVotes } from "../../../pipeline/metrics/vote_map.ts";
import { fuzzyCase } from "../../support/fuzzy_case.ts";
import { maskOf } from "../../support/picture.ts";

const A = maskOf(["##..", "##.."]);
const B = maskOf([".##.", ".#.#"]);
const VOTES = countVotes([A, B]);

Deno.test("tallyVotes() and tallyWithin() count pixels by their votes", () => {
  assert.deepEqual(tallyVotes(VOTES), [0, 4, 2]);
  assert.deepEqual(tallyWithin(VOTES, A), [0, 2, 2]);
  assert.deepEqual(tallyWithin(VOTES, maskOf(["..##", "..#."])), [0, 1]);
  assert.deepEqual(tallyWithin(VOTES, maskOf(["....", "...."])), [0]);
});

Deno.test("tallyWithin() refuses a mask of another size", () => {
  assert.throws(() => tallyWithin(VOTES, maskOf(["###"])), {
    name: "RangeError",
    message: /votes of 4 x 2 pixels in a mask of 3 x 1/,
  });
});

Deno.test("withoutVoter() is the tally of the others", () => {
  assert.deepEqual(
    withoutVoter(tallyVotes(VOTES), tallyWithin(VOTES, A)),
    [0, 4, 0],
  );
  assert.equal(mostOf([0, 4, 0]), 1);
  assert.equal(mostOf([0]), 0);
  fc.assert(
    fc.property(fuzzyCase(), ({ masks }) => {
      const [first, ...others] = masks as [Mask, ...Mask[]];
      const votes = countVotes([first, ...others]);
      const own = tallyWithin(votes, first);
      const nothing = { ...first, runs: new Uint32Array() };
      const expected = countVotes([nothing, ...others]);
      const left = withoutVoter(tallyVotes(votes), own);
      assert.equal(mostOf(left), mostVotes(expected));
      assert.deepEqual(left.slice(0, mostOf(left) + 1), tallyVotes(expected));
      const inside = withoutVoter(own, own);
      assert.deepEqual(
        inside.slice(0, mostOf(inside) + 1),
        tallyWithin(expected, first),
      );
    }),
    { seed: 7, numRuns: 300 },
  );
});

Deno.test("fuzzySum() of a tally is the area of the fuzzy mask", () => {
  fc.assert(
    fc.property(fuzzyCase(), ({ masks, reading }) => {
      const votes = countVotes(masks as [Mask, ...Mask[]]);
      const counts = { valid: 6, drew: masks.length, most: mostVotes(votes) };
      assert.equal(
        fuzzySum(tallyVotes(votes), { reading, counts }),
        fuzzyArea(fuzzyMask(votes, { reading, counts })),
      );
    }),
    { seed: 8, numRuns: 300 },
  );
});
