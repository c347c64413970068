import assert from "node:assert/strict";
import { checksText } from "../../../../pipeline/stages/report/checks_text.ts";
import { REPORT_EXHIBITS } from "../../../support/report_parts.ts";

const [HOLDS, FAILS] = REPORT_EXHIBITS.checks;

Deno.test("checksText() counts the checks that hold and states the others", () => {
  assert.equal(checksText([HOLDS!, HOLDS!]), "2 of 2 checks hold.");
  assert.equal(checksText([HOLDS!]), "1 of 1 check holds.");
  assert.equal(
    checksText([HOLDS!, FAILS!]),
    "1 of 2 checks holds; this one does not: the test rejects at 0.01.",
  );
  assert.equal(
    checksText([FAILS!, FAILS!]),
    "0 of 2 checks hold; these do not: the test rejects at 0.01; the test rejects at 0.01.",
  );
});
