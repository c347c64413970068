import assert from "node:assert/strict";
import {
  anchor,
  claimAnchor,
} from "../../../../pipeline/stages/report/anchor.ts";

Deno.test("claimAnchor() encodes each part and keeps the slashes", () => {
  const anchors = {
    "table3b/Plaque/f1_mean": "table3b/Plaque/f1_mean",
    "table3b/Sun damage/f1_mean": "table3b/Sun%20damage/f1_mean",
    "appendix_table1/Köbnerization/images_count":
      "appendix_table1/K%C3%B6bnerization/images_count",
    "framework/diagnosis_f1/DermX+": "framework/diagnosis_f1/DermX%2B",
    '<"&#?%>/\uD800': "%3C%22%26%23%3F%25%3E/%EF%BF%BD",
  };
  for (const [id, expected] of Object.entries(anchors)) {
    assert.equal(claimAnchor(id), expected);
    assert.equal(new URL(`#${expected}`, "file:///r").hash, `#${expected}`);
  }
});

Deno.test("anchor() has no slash, so it is no claim's", () => {
  assert.equal(anchor("finding", "a b/c"), "finding-a%20b%2Fc");
});
