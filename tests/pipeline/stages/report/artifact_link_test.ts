import assert from "node:assert/strict";
import { artifactLink } from "../../../../pipeline/stages/report/artifact_link.ts";

Deno.test("artifactLink() leads to the copy beside the report", () => {
  assert.equal(
    artifactLink("agreement/tables/table 2a.csv"),
    "artifacts/agreement/tables/table%202a.csv",
  );
  assert.equal(artifactLink("javascript:x/y"), "artifacts/javascript%3Ax/y");
});

for (const name of ["../x", "a/../../x", "/etc/passwd", "a//b", "./a", ""]) {
  Deno.test(`artifactLink() does not link ${JSON.stringify(name)}`, () => {
    assert.equal(artifactLink(name), undefined);
  });
}
