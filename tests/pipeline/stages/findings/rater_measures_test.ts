import assert from "node:assert/strict";
import type { TableCell } from "../../../../data/ledger/table.ts";
import { raterMeasures } from "../../../../pipeline/stages/findings/rater_measures.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

/** What raters, and someone else, have by each choice; the first is the study's own. */
function choices(
  measures: Readonly<Record<string, readonly number[]>>,
): TableCell[] {
  return Object.entries(measures).flatMap(([row, values]) =>
    values.flatMap((value, i) => {
      const column = i === 0 ? "base" : `choice ${i}`;
      return [
        { row, column, statistic: "dermatologists", value },
        { row, column, statistic: "dermatologists_all", value: 1 },
      ];
    })
  );
}

Deno.test("raterMeasures() says what raters have where networks are printed with more", () => {
  const finding = raterMeasures(materialOf({
    ledger: FRAMEWORK_CLAIMS,
    choices: choices({
      identification_f1: [0.5, 0.625, 0.9375],
      localisation_f1: [0.25, 0.125],
    }),
  }));

  assert.match(
    finding!.statement,
    /for identification a dermatologist has 0\.50 against the others, 0\.63 to 0\.94 by 2 other choices, where the abstract gives networks 0\.77 and for localisation .* 0\.25 .*, 0\.13 to 0\.13 by 1 .* networks 0\.39\./,
  );
  assert.deepEqual(finding!.evidence.values, {
    "identification": 0.5,
    "identification: least": 0.625,
    "identification: most": 0.9375,
    "localisation": 0.25,
    "localisation: least": 0.125,
    "localisation: most": 0.125,
  });
  assert.deepEqual(finding!.affects, [
    "framework/identification_f1/DermX",
    "framework/localisation_f1/DermX",
  ]);
});

Deno.test("raterMeasures() leaves out a measure by which raters have as much", () => {
  const finding = raterMeasures(materialOf({
    ledger: FRAMEWORK_CLAIMS,
    choices: choices({
      identification_f1: [0.77, 0.5],
      localisation_f1: [0.38, 0.5],
    }),
  }));
  assert.deepEqual(finding!.affects, ["framework/localisation_f1/DermX"]);
});

Deno.test("raterMeasures() is silent without choices, prints, or anything less", () => {
  const ledger = FRAMEWORK_CLAIMS;
  const less = choices({ identification_f1: [0.5, 0.5] });
  assert.equal(raterMeasures(materialOf({ ledger })), undefined);
  assert.equal(raterMeasures(materialOf({ choices: less })), undefined);
  const more = choices({ identification_f1: [0.8, 0.5] });
  assert.equal(raterMeasures(materialOf({ ledger, choices: more })), undefined);
});
