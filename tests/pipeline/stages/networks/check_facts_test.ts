import assert from "node:assert/strict";
import type { DeviceFacts } from "../../../../models/runtime/device_facts.ts";
import { REMEMBERED_DEVICE } from "../../../../models/runtime/remembered_device.ts";
import { checkFacts } from "../../../../pipeline/stages/networks/check_facts.ts";

const FACTS: DeviceFacts = {
  provider: "webgpu",
  runtime: "onnxruntime-web 1.30.0",
  adapter: {
    vendor: "",
    architecture: "",
    device: "",
    description: "llvmpipe (LLVM 15)",
    isSoftware: true,
  },
  features: ["timestamp-query"],
  precision: "float32",
};

Deno.test("checkFacts() takes what was stored as JSON for the same device", () => {
  checkFacts(FACTS, JSON.parse(JSON.stringify(FACTS)));
});

Deno.test("checkFacts() refuses another driver, and says what to remove", () => {
  const adapter = { ...FACTS.adapter!, description: "llvmpipe (LLVM 16)" };
  assert.throws(() => checkFacts({ ...FACTS, adapter }, FACTS), {
    name: "RangeError",
    message:
      `Results were to be those of webgpu (onnxruntime-web 1.30.0, llvmpipe (LLVM 15)), and webgpu (onnxruntime-web 1.30.0, llvmpipe (LLVM 16)) computes here: remove "${REMEMBERED_DEVICE}" from the cache folder, so that the device is looked for anew`,
  });
  assert.throws(
    () => checkFacts({ ...FACTS, features: [] }, FACTS),
    RangeError,
  );
});
