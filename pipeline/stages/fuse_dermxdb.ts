import type { FuseParams } from "./fuse.ts";
import { DERMXDB_RATERS } from "./dermxdb_raters.ts";

/**
 * The second release's first round, fused over the evaluations that also label its
 * images: the authors took an image to have a characteristic where its fused mask
 * existed. Every reading of their five names that we can think of is counted.
 */
export const DERMXDB_FUSION: FuseParams = {
  scope: { raters: DERMXDB_RATERS.map(({ first }) => first), images: "all" },
  rule: "first-tag-is-diagnosis",
  readings: [
    { rule: "any_agreement" },
    { rule: "majority_agreement", of: "valid" },
    { rule: "majority_agreement", of: "drew" },
    { rule: "full_agreement", of: "valid" },
    { rule: "full_agreement", of: "drew" },
    { rule: "fuzzy_fixed", of: DERMXDB_RATERS.length },
    { rule: "fuzzy_relative", of: "valid" },
    { rule: "fuzzy_relative", of: "drew" },
    { rule: "fuzzy_relative", of: "most" },
  ],
};
