import fc from "fast-check";
import type { Mask } from "../../data/dermx/mask.ts";
import type { FusionReading } from "../../pipeline/metrics/fusion_reading.ts";
import { maskOf } from "./pixel_scores.ts";

/** Every kind of reading, for images of up to seven raters. */
export const FUZZY_READINGS: readonly FusionReading[] = [
  { rule: "any_agreement" },
  { rule: "majority_agreement", of: "valid" },
  { rule: "majority_agreement", of: "drew" },
  { rule: "full_agreement", of: "valid" },
  { rule: "full_agreement", of: "drew" },
  { rule: "fuzzy_fixed", of: 8 },
  { rule: "fuzzy_relative", of: "valid" },
  { rule: "fuzzy_relative", of: "drew" },
  { rule: "fuzzy_relative", of: "most" },
];

/** Outlines of some raters, a map beside them, and a reading. */
export interface FuzzyCase {
  /** One to five, of 6 x 4 pixels; some empty. */
  readonly masks: readonly Mask[];
  /** From 0 to 1. */
  readonly values: readonly number[];
  readonly reading: FusionReading;
}

const SIZE = { width: 6, height: 4 };

/** Any {@link FuzzyCase}. */
export function fuzzyCase(): fc.Arbitrary<FuzzyCase> {
  const pixels = SIZE.width * SIZE.height;
  const ofPixels = { minLength: pixels, maxLength: pixels };
  return fc.record({
    masks: fc.array(
      fc.array(fc.boolean(), ofPixels).map((inside) => maskOf(inside, SIZE)),
      { minLength: 1, maxLength: 5 },
    ),
    values: fc.array(
      fc.oneof(
        fc.constantFrom(0, 1, 1 / 3, 0.5),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      ofPixels,
    ),
    reading: fc.constantFrom(...FUZZY_READINGS),
  });
}
