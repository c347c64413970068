import assert from "node:assert/strict";
import { adapterFacts } from "../../../models/runtime/adapter_facts.ts";

const INFO = { vendor: "v", architecture: "a", device: "d", description: "" };

Deno.test("adapterFacts() knows software by its mark or its name", () => {
  const isSoftware = (description: string, isFallbackAdapter?: boolean) =>
    adapterFacts({
      ...INFO,
      description,
      ...(isFallbackAdapter !== undefined && { isFallbackAdapter }),
    }).isSoftware;
  assert.equal(isSoftware("llvmpipe (LLVM 15.0.6, 256 bits)"), true);
  assert.equal(isSoftware("SwiftShader Device (Subzero)"), true);
  assert.equal(isSoftware("something new", true), true);
  assert.equal(isSoftware("NVIDIA H200", false), false);
  assert.equal(isSoftware("AMD Radeon Pro W5500"), false);
});
