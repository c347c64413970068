import fc from "fast-check";
import assert from "node:assert/strict";
import {
  localisationF1,
  type LocalisationRules,
} from "../../../../pipeline/stages/measures/localisation_f1.ts";
import type { LocalisationSample } from "../../../../pipeline/stages/measures/samples.ts";

const RULES: LocalisationRules = {
  absent: "zero",
  pairs: "reference",
  average: "characteristics",
  undefinedF1: "skip",
};

/** An image, a characteristic, overlap, area of the map, area of the reference. */
type Areas = readonly [string, number, number, number, number];

function sampleOf(
  [image, characteristic, overlap, mapArea, referenceArea]: Areas,
  change: Partial<LocalisationSample> = {},
): LocalisationSample {
  return {
    image,
    characteristic,
    overlap,
    mapArea,
    referenceArea,
    valid: 3,
    found: true,
    ...change,
  };
}

function f1(
  samples: readonly LocalisationSample[],
  change: Partial<LocalisationRules> = {},
): number | undefined {
  const rules = { ...RULES, ...change };
  return localisationF1(samples, { rules, characteristics: 3 });
}

// Fuzzy F1: 1/2, 1/4 and 1; the third characteristic is nowhere.
const SAMPLES = [
  sampleOf(["a", 0, 2, 4, 4]),
  sampleOf(["b", 0, 1, 2, 6]),
  sampleOf(["b", 1, 3, 3, 3]),
  sampleOf(["a", 1, 0, 5, 0]),
];

Deno.test("localisationF1() averages as is chosen", () => {
  assert.equal(f1(SAMPLES), (3 / 8 + 1) / 2);
  assert.equal(f1(SAMPLES, { average: "pairs" }), (1 / 4 + 1 / 2 + 1) / 3);
  assert.equal(f1(SAMPLES, { average: "images" }), (1 / 2 + 5 / 8) / 2);
  assert.equal(f1(SAMPLES, { average: "pooled" }), 2 * 6 / 22);
});

Deno.test("localisationF1() counts a characteristic without pairs as is chosen", () => {
  assert.equal(f1(SAMPLES, { undefinedF1: "zero" }), (3 / 8 + 1) / 3);
  assert.equal(f1(SAMPLES, { undefinedF1: "one" }), (3 / 8 + 1 + 1) / 3);
});

Deno.test("localisationF1() takes the map of what is not found to be empty, or keeps it", () => {
  const samples = [sampleOf(["a", 0, 2, 4, 4], { found: false })];

  assert.equal(f1(samples), 0);
  assert.equal(f1(samples, { absent: "keep" }), 1 / 2);
});

Deno.test("localisationF1() pairs what is there, found, or both", () => {
  const samples = [
    sampleOf(["a", 0, 4, 4, 4]),
    // There and not found.
    sampleOf(["b", 0, 0, 4, 4], { found: false }),
    // Found and not there.
    sampleOf(["c", 0, 0, 4, 0]),
    sampleOf(["d", 0, 0, 4, 0], { found: false }),
  ];
  const of = (pairs: LocalisationRules["pairs"]) =>
    f1(samples, { average: "pairs", pairs });

  assert.equal(of("reference"), 1 / 2);
  assert.equal(of("either"), 1 / 3);
  assert.equal(of("agreed"), 1);
});

Deno.test("localisationF1() treats a pair of two empty sides as is chosen", () => {
  const samples = [
    sampleOf(["a", 0, 4, 4, 4]),
    // Found, and its map shows nothing.
    sampleOf(["b", 0, 0, 0, 0]),
  ];
  const either = { average: "pairs", pairs: "either" } as const;

  assert.equal(f1(samples, either), 1);
  assert.equal(f1(samples, { ...either, undefinedF1: "zero" }), 1 / 2);
});

Deno.test("localisationF1() leaves out images without an evaluation that counts", () => {
  const samples = [sampleOf(["a", 0, 0, 4, 0], { valid: 0 })];

  assert.equal(f1(samples, { pairs: "either" }), undefined);
  assert.equal(f1([]), undefined);
  assert.equal(f1([], { undefinedF1: "zero" }), undefined);
});

const SAMPLE = fc.record({
  image: fc.constantFrom("a", "b", "c"),
  characteristic: fc.nat({ max: 2 }),
  mapArea: fc.double({ min: 0, max: 100, noNaN: true }),
  referenceArea: fc.double({ min: 0, max: 100, noNaN: true }),
  found: fc.boolean(),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
}).map(({ share, mapArea, referenceArea, image, characteristic, found }) =>
  sampleOf([
    image,
    characteristic,
    share * Math.min(mapArea, referenceArea),
    mapArea,
    referenceArea,
  ], { found })
);
const SOME_RULES: fc.Arbitrary<LocalisationRules> = fc.record({
  absent: fc.constantFrom("zero", "keep"),
  pairs: fc.constantFrom("reference", "either", "agreed"),
  average: fc.constantFrom("pairs", "characteristics", "images", "pooled"),
  undefinedF1: fc.constantFrom("zero", "one", "skip"),
});

Deno.test("localisationF1() is in 0 to 1 and does not depend on the order, to the last bit", () => {
  const shuffles = fc.array(SAMPLE, { maxLength: 12 }).chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length }),
    )
  );
  fc.assert(
    fc.property(shuffles, SOME_RULES, ([all, shuffled], rules) => {
      const value = f1(all, rules);
      assert.equal(f1(shuffled, rules), value);
      assert.ok(value === undefined || (value >= 0 && value <= 1), `${value}`);
    }),
    { seed: 20222 },
  );
});

Deno.test("localisationF1() of maps that are their references is 1, by every rule", () => {
  const perfect = fc.array(
    fc.tuple(
      fc.constantFrom("a", "b"),
      fc.nat({ max: 2 }),
      fc.double({ min: 0.001, max: 100, noNaN: true }),
    ),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(perfect, SOME_RULES, (areas, rules) => {
      const samples = areas.map(([image, characteristic, area]) =>
        sampleOf([image, characteristic, area, area, area])
      );
      // A characteristic that is nowhere is not the maps' doing.
      const kept = { ...rules, undefinedF1: "skip" } as const;
      assert.ok(Math.abs(f1(samples, kept)! - 1) < 1e-12);
    }),
    { seed: 20223 },
  );
});
