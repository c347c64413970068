/**
 * The conformance grid on ONNX Runtime's native library, beside WebAssembly. It is no
 * `_test.ts` because the first run fetches 289 MB, which no plain test run shall do:
 *
 * ```sh
 * deno test --allow-read --allow-run --allow-env tests/models/runtime/cpu_check.ts
 * ```
 *
 * The session's process has the library, by `models/runtime/cpu/deno.json`.
 */
import assert from "node:assert/strict";
import { openChildSession } from "../../../models/runtime/child_session.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { checkParity } from "../../../models/runtime/parity.ts";
import { prepareModel } from "../../../models/runtime/prepare_model.ts";
import type { TensorLike } from "../../../models/runtime/session.ts";
import { oneNodeModel } from "../../support/one_node_model.ts";
import { someFloats } from "../../support/tensors.ts";
import { convReference } from "./conv_reference.ts";
import { OPERATOR_CASES } from "./operator_cases.ts";

const WITHOUT_OPTIMISING = { optimise: false, threads: 1 } as const;

Deno.test("operators on cpu agree with WebAssembly", async (t) => {
  for (const { op, variant, ...options } of OPERATOR_CASES) {
    await t.step(`${op} ${variant}`, async () => {
      const { bytes } = prepareModel(oneNodeModel(op, options), "cpu");
      const feeds = options.feeds as Record<string, TensorLike>;
      const wasm = await openSession(bytes, {
        ...WITHOUT_OPTIMISING,
        device: "wasm",
      });
      const cpu = await openChildSession(bytes, {
        ...WITHOUT_OPTIMISING,
        device: "cpu",
      });
      try {
        const [expected, actual] = [
          await wasm.run(feeds),
          await cpu.run(feeds),
        ];
        checkParity([expected, actual], { tolerance: 1e-5, device: "cpu" });
      } finally {
        await cpu.close();
        await wasm.close();
      }
    });
  }
});

Deno.test("a grouped Conv on cpu is what its definition says", async () => {
  const x = someFloats([2, 8, 7, 6], 1);
  const weights = someFloats([24, 2, 3, 3], 2);
  const bias = someFloats([24], 3);
  const model = oneNodeModel("Conv", {
    feeds: { x },
    constants: { weights, bias },
    attributes: { group: 4n, pads: [1n, 1n, 1n, 1n] },
  });
  const { bytes } = prepareModel(model, "cpu");
  const session = await openChildSession(bytes, { device: "cpu", threads: 2 });
  const actual = await session.run({ x });
  const { provider, runtime, threads } = session.facts;
  await session.close();
  assert.deepEqual([provider, runtime, threads], [
    "cpu",
    "onnxruntime-node 1.30.0",
    2,
  ]);
  const geometry = { groups: 4, stride: 1, pad: 1, dilation: 1 };
  const y0 = convReference([x, weights, bias], geometry);
  checkParity([{ y0 }, actual], { tolerance: 2e-6, device: "cpu" });
});
