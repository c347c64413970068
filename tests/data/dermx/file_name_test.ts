import assert from "node:assert/strict";
import { parseEvaluationName, stemOf } from "../../../data/dermx/file_name.ts";

Deno.test("parseEvaluationName() splits at the first underscore", () => {
  // The four kinds of name that the releases have.
  const names: [string, string, string][] = [
    ["derm1_005103HB", "derm1", "005103HB"],
    ["labeller12_10576-DSC00101-20(2)", "labeller12", "10576-DSC00101-20(2)"],
    [
      "derm5_acne-089-v2--WatermarkedWyJXYXRlcm1hcmtlZCJd (1)",
      "derm5",
      "acne-089-v2--WatermarkedWyJXYXRlcm1hcmtlZCJd (1)",
    ],
    ["labeller5_044875HB_2", "labeller5", "044875HB_2"],
  ];
  for (const [name, rater, image] of names) {
    assert.deepEqual(parseEvaluationName(name), { rater, image });
  }
});

Deno.test("parseEvaluationName() returns Unicode normal form C", () => {
  assert.deepEqual(parseEvaluationName("derm1_Ko\u0308bner"), {
    rater: "derm1",
    image: "K\u00f6bner",
  });
});

Deno.test("parseEvaluationName() refuses names without rater or image", () => {
  for (const name of ["", "derm1", "_005103HB", "derm1_"]) {
    assert.throws(() => parseEvaluationName(name), {
      name: "SyntaxError",
      message:
        `Cannot tell rater and image from "${name}": name it "RATER_IMAGE"`,
    });
  }
});

Deno.test("stemOf() drops the last extension only", () => {
  assert.equal(stemOf("a.b.png"), "a.b");
  assert.equal(stemOf("005103HB"), "005103HB");
  assert.equal(stemOf(".hidden"), ".hidden");
});
