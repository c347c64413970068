import assert from "node:assert/strict";
import type { TableCell } from "../../../../data/ledger/table.ts";
import { secondRoundTerm } from "../../../../pipeline/stages/findings/second_round_term.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

function release(first: number, second: number): TableCell[] {
  const round = (row: string, evaluations: number, selecting: number) => [
    { row, column: "evaluations", statistic: "all", value: evaluations },
    {
      row,
      column: "evaluations_selecting",
      statistic: "Hyperkeratosis",
      value: selecting,
    },
  ];
  return [
    ...round("first_round", 5040, first),
    ...round("second_round", 488, second),
  ];
}

Deno.test("secondRoundTerm() says how often the term is selected in each round", () => {
  const finding = secondRoundTerm(
    materialOf({ ledger: FRAMEWORK_CLAIMS, release: release(1, 21) }),
  );

  assert.match(
    finding!.statement,
    /^The second round is 488 evaluations and the first 5040, and yet Hyperkeratosis is selected 21 times there and 1 in the first\./,
  );
  assert.equal(finding!.evidence.values["second_round: Hyperkeratosis"], 21);
  assert.deepEqual(finding!.affects, ["framework/identification_f1/DermX"]);
});

Deno.test("secondRoundTerm() is silent where the first round has it as often, or nothing is counted", () => {
  const ledger = FRAMEWORK_CLAIMS;
  for (const cells of [release(21, 21), []]) {
    assert.equal(
      secondRoundTerm(materialOf({ ledger, release: cells })),
      undefined,
    );
  }
  assert.equal(secondRoundTerm(materialOf({ ledger })), undefined);
});
