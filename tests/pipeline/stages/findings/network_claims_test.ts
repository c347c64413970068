import assert from "node:assert/strict";
import { networkClaims } from "../../../../pipeline/stages/findings/network_claims.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

const MATERIAL = materialOf({ ledger: FRAMEWORK_CLAIMS });

Deno.test("networkClaims() leaves the dermatologists out", () => {
  assert.deepEqual(networkClaims(MATERIAL), [
    "framework/diagnosis_f1/DermX",
    "framework/identification_f1/DermX",
    "framework/localisation_f1/DermX",
  ]);
});

Deno.test("networkClaims() takes the rows named", () => {
  assert.deepEqual(networkClaims(MATERIAL, ["localisation_f1"]), [
    "framework/localisation_f1/DermX",
  ]);
});
