import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Candidate,
  chooseExplained,
} from "../../../../pipeline/stages/figures/choose_explained.ts";

const ORDER = ["Acne", "Psoriasis", "Vitiligo"];

function candidate(
  image: string,
  diagnosis: string,
  rest: Partial<Candidate> = {},
): Candidate {
  return { image, diagnosis, isTested: true, isRight: true, ...rest };
}

/** The overlap is the number in the image's id. */
function choose(
  candidates: readonly Candidate[],
  examples = 3,
): ReturnType<typeof chooseExplained> {
  return chooseExplained(candidates, {
    examples,
    order: ORDER,
    overlap: ({ image }) => Number(image.match(/\d+/)),
  });
}

Deno.test("chooseExplained() takes the lower median of each diagnosis, in their order", () => {
  const { from, chosen } = choose([
    ...[5, 1, 3].map((n) => candidate(`v${n}`, "Vitiligo")),
    ...[4, 2, 8, 6].map((n) => candidate(`a${n}`, "Acne")),
  ]);
  assert.equal(from, "tested-and-right");
  assert.deepEqual(chosen.map(({ image }) => image), ["a4", "v3"]);
});

Deno.test("chooseExplained() prefers the diagnoses with the most images, then the first", () => {
  const { chosen } = choose([
    candidate("v1", "Vitiligo"),
    candidate("v2", "Vitiligo"),
    candidate("p1", "Psoriasis"),
    candidate("a1", "Acne"),
  ], 2);
  assert.deepEqual(chosen.map(({ image }) => image), ["a1", "v1"]);
});

Deno.test("chooseExplained() falls back on wrong ones, and then on those that were fitted to", () => {
  const wrong = candidate("a1", "Acne", { isRight: false });
  const fitted = candidate("a2", "Acne", { isTested: false });
  assert.deepEqual(choose([wrong, fitted]), {
    from: "tested",
    chosen: [wrong],
  });
  assert.deepEqual(choose([fitted]), { from: "all", chosen: [fitted] });
});

Deno.test("chooseExplained() asks for the overlap of images that may be chosen only", () => {
  const asked: string[] = [];
  chooseExplained([
    candidate("a1", "Acne"),
    candidate("a2", "Acne", { isRight: false }),
    candidate("v1", "Vitiligo", { isTested: false }),
  ], {
    examples: 1,
    order: ORDER,
    overlap: ({ image }) => asked.push(image),
  });
  assert.deepEqual(asked, ["a1"]);
});

Deno.test("chooseExplained() does not depend on the order of the candidates", () => {
  const candidates = ORDER.flatMap((diagnosis) =>
    [1, 1, 2, 5].map((n, i) => candidate(`${diagnosis}${i} ${n}`, diagnosis))
  );
  const expected = choose(candidates, 2);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(candidates, { minLength: candidates.length }),
      (shuffled) => assert.deepEqual(choose(shuffled, 2), expected),
    ),
    { seed: 4 },
  );
});
