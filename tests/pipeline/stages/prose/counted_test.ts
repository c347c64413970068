import assert from "node:assert/strict";
import { counted } from "../../../../pipeline/stages/prose/counted.ts";

Deno.test("counted() adds the plural", () => {
  assert.equal(counted(0, "image"), "0 images");
  assert.equal(counted(1, "image"), "1 image");
  assert.equal(counted(525, "image"), "525 images");
});
