import assert from "node:assert/strict";
import fc from "fast-check";
import { fusedMap } from "../../../pipeline/metrics/fused_map.ts";
import type { FusionReading } from "../../../pipeline/metrics/fusion_reading.ts";
import { countVotes, mostVotes } from "../../../pipeline/metrics/vote_map.ts";
import { maskOf } from "../../support/picture.ts";

const SIZE = 12;

/** What each reading says of a pixel, in words of raters: `marks` of the drawers' masks. */
const READINGS: readonly (readonly [
  FusionReading,
  (
    marks: readonly boolean[],
    raters: { silent: number; most: number },
  ) => number,
])[] = [
  [{ rule: "any_agreement" }, (marks) => Number(marks.includes(true))],
  [
    { rule: "majority_agreement", of: "valid" },
    (marks, { silent }) => {
      const yes = marks.filter(Boolean).length;
      return Number(yes > marks.length - yes + silent);
    },
  ],
  [
    { rule: "majority_agreement", of: "drew" },
    (marks) => {
      const yes = marks.filter(Boolean).length;
      return Number(yes > marks.length - yes);
    },
  ],
  [
    { rule: "full_agreement", of: "valid" },
    (marks, { silent }) => Number(silent === 0 && !marks.includes(false)),
  ],
  [
    { rule: "full_agreement", of: "drew" },
    (marks) => Number(!marks.includes(false)),
  ],
  [
    { rule: "fuzzy_fixed", of: 8 },
    (marks) => marks.reduce((sum, mark) => sum + (mark ? 1 / 8 : 0), 0),
  ],
  [
    { rule: "fuzzy_relative", of: "valid" },
    (marks, { silent }) =>
      marks.filter(Boolean).length / (marks.length + silent),
  ],
  [
    { rule: "fuzzy_relative", of: "drew" },
    (marks) => marks.filter(Boolean).length / marks.length,
  ],
  [
    { rule: "fuzzy_relative", of: "most" },
    (marks, { most }) => marks.filter(Boolean).length / (most || 1),
  ],
];

Deno.test("fusedMap() agrees with raters asked pixel by pixel", () => {
  const mask = fc.array(fc.boolean(), { minLength: SIZE, maxLength: SIZE });
  const masks = fc.array(mask, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(masks, fc.nat({ max: 4 }), (pictures, silent) => {
      const [first, ...others] = pictures.map((pixels) =>
        maskOf(
          pixels.map((pixel) => pixel ? "#" : ".").join("").match(/.{4}/g)!,
        )
      );
      const votes = countVotes([first!, ...others]);
      const most = mostVotes(votes);
      const drew = pictures.length;
      const counts = { valid: drew + silent, drew, most };

      for (const [reading, ask] of READINGS) {
        const expected = Array.from(
          { length: SIZE },
          (_, i) =>
            Math.fround(
              ask(pictures.map((pixels) => pixels[i]!), { silent, most }),
            ),
        );
        assert.deepEqual(fusedMap(votes, { reading, counts }), {
          width: 4,
          height: 3,
          data: Float32Array.from(expected),
        });
      }
    }),
    { seed: 20003, numRuns: 300 },
  );
});
