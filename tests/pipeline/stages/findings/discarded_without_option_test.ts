import assert from "node:assert/strict";
import { discardedWithoutOption } from "../../../../pipeline/stages/findings/discarded_without_option.ts";
import { claimOf } from "../../../support/claims.ts";
import { censusOf, materialOf } from "../../../support/material.ts";

function material(
  discarded: number,
  neither: number,
): ReturnType<typeof materialOf> {
  const computed = discarded + neither;
  return materialOf({
    census: censusOf({
      discarded: { total: discarded, by_options: [], with_diagnosis: 0 },
      neither: { total: neither, empty: 0, list: [] },
    }),
    ledger: [claimOf("text/discarded//value", { printed: "41", computed })],
  });
}

Deno.test("discardedWithoutOption() splits the text's number", () => {
  const finding = discardedWithoutOption(material(38, 3));
  assert.equal(
    finding?.statement,
    "The text counts 41 evaluations that raters tagged as another disease or as too low in quality. Only 38 carry one of these options; the count takes in 3 more that carry neither an option nor a diagnosis.",
  );
  assert.deepEqual(finding?.evidence.values, {
    printed: 41,
    discarded: 38,
    undiagnosed: 3,
  });
  assert.deepEqual(finding?.affects, ["text/discarded/value"]);
});

Deno.test("discardedWithoutOption() is silent where the options alone make the number", () => {
  assert.equal(discardedWithoutOption(material(41, 0)), undefined);
  assert.equal(discardedWithoutOption(material(41, 3)), undefined);
});
