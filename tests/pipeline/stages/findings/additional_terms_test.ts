import assert from "node:assert/strict";
import { additionalTerms } from "../../../../pipeline/stages/findings/additional_terms.ts";
import { claimOf } from "../../../support/claims.ts";
import { censusOf, materialOf } from "../../../support/material.ts";

function material(printed: string): ReturnType<typeof materialOf> {
  return materialOf({
    census: censusOf({
      attributes: [
        { attribute: "Red", selections: 7 },
        { attribute: "Thick", selections: 2 },
      ],
    }),
    ledger: [claimOf("text/terms//additional", { printed, computed: 2 })],
  });
}

Deno.test("additionalTerms() lists the terms that are used", () => {
  const finding = additionalTerms(material("1"));
  assert.equal(
    finding?.statement,
    "The text names 1 additional term; the annotations use 2 different ones: Red, Thick.",
  );
  assert.deepEqual(finding?.affects, ["text/terms/additional"]);
});

Deno.test("additionalTerms() is silent where the text's number is right", () => {
  assert.equal(additionalTerms(material("2")), undefined);
});
