import assert from "node:assert/strict";
import { raterConsistency } from "../../../../pipeline/stages/findings/rater_consistency.ts";
import type { IntraRaterDetails } from "../../../../pipeline/stages/intra_rater/details.ts";
import type { WithinAndBetween } from "../../../../pipeline/stages/intra_rater/within_and_between.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

function row(within: number | null, between: number | null): WithinAndBetween {
  const f1 = (mean: number | null) => mean === null ? null : { mean, n: 2 };
  return { row: "x", within: f1(within), between: f1(between) };
}

function details(
  table3b: readonly WithinAndBetween[],
): IntraRaterDetails {
  return {
    sets: [{ set: "some-diagnosis", pairs: 7, images: 3 }],
    raters: [],
    agreement: {
      table2b: [row(0.75, 0.5), row(0.25, 0.5), row(1, 0.5)],
      appendix_table1: [row(0.5, 0.25), row(null, 1)],
      table3b,
    },
    localisation: [],
    likeness: [],
  };
}

Deno.test("raterConsistency() averages over the rows that have both", () => {
  const finding = raterConsistency(materialOf({
    ledger: FRAMEWORK_CLAIMS,
    intraRater: details([row(0.5, 0.125)]),
  }));

  assert.match(
    finding!.statement,
    /^7 evaluations of 3 images .* 0\.67 and 0\.50 on the diagnosis \(higher in 2 of 3 rows\); 0\.50 and 0\.25 on the presence of a characteristic \(higher in 1 of 1 row\); 0\.50 and 0\.13 on where/,
  );
  assert.equal(finding!.evidence.values["table2b: rows where higher"], 2);
  assert.equal(finding!.affects.length, 3);
});

Deno.test("raterConsistency() is silent where raters agree with each other as much", () => {
  const ledger = FRAMEWORK_CLAIMS;
  const intraRater = details([row(0.5, 0.5)]);
  assert.equal(raterConsistency(materialOf({ ledger, intraRater })), undefined);
  assert.equal(raterConsistency(materialOf({ ledger })), undefined);
});
