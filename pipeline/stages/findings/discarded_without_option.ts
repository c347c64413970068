import type { Finding } from "../../../data/ledger/finding.ts";
import { counted } from "../prose/counted.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

/** Evaluations that nobody discarded are counted among the discarded ones. */
export function discardedWithoutOption(
  material: Material,
): Finding | undefined {
  const { ledger, census, artifacts } = material;
  const claim = claimsOf(ledger, { table: "text", row: "discarded" })[0];
  if (census === undefined || claim === undefined) return undefined;
  const discarded = census.discarded.total;
  const undiagnosed = census.neither.total;
  const together = discarded + undiagnosed;
  if (undiagnosed === 0 || together !== claim.printed) return undefined;
  return {
    id: "discarded-without-option",
    severity: "medium",
    title:
      "Evaluations without a diagnosis are counted as discarded by the rater",
    statement: `The text counts ${
      counted(claim.printed, "evaluation")
    } that raters tagged as another disease or as too low in quality. Only ${discarded} carry one of these options; the count takes in ${undiagnosed} more that carry neither an option nor a diagnosis.`,
    evidence: {
      artifact: artifacts.census,
      values: { printed: claim.printed, discarded, undiagnosed },
    },
    affects: [claim.id],
  };
}
