import { openChildSession } from "../../../models/runtime/child_session.ts";
import { nodeProviders } from "../../../models/runtime/node_providers.ts";
import {
  checkParity,
  type Disagreement,
} from "../../../models/runtime/parity.ts";
import type { Tensors } from "./explain_samples.ts";

/** ‖WebGPU − WebAssembly‖ / ‖WebAssembly‖ that is allowed of scores and of maps. */
const TOLERANCE = 1e-3;

/** What is known of a model's run on WebGPU. */
export interface WebgpuCheck {
  /** How far the first batch is from WebAssembly's. */
  readonly parity: readonly Disagreement[];
  /** How many nodes each execution provider ran, after the runtime's own rewriting. */
  readonly nodesPerProvider: Readonly<Record<string, number>>;
}

/**
 * Compares the outputs of the first batch with WebAssembly's, and counts what ran
 * where: drivers and their compilers go wrong silently.
 *
 * @param options.trusted The model before WebGPU's replacements, for WebAssembly.
 * @param options.checked The model as WebGPU runs it.
 * @param options.outputs Names of the outputs to compare, of floating point.
 * @throws {RangeError} If an output is wrong.
 */
export async function checkWebgpu(
  [feeds, found]: readonly [feeds: Tensors, found: Tensors],
  { trusted, checked, outputs }: {
    readonly trusted: Uint8Array<ArrayBuffer>;
    readonly checked: Uint8Array<ArrayBuffer>;
    readonly outputs: readonly string[];
  },
): Promise<WebgpuCheck> {
  const wasm = await openChildSession(trusted, { device: "wasm" });
  let expected: Tensors;
  try {
    expected = await wasm.run(feeds);
  } finally {
    await wasm.close();
  }
  const parity = checkParity([
    Object.fromEntries(outputs.map((name) => [name, expected[name]!])),
    found,
  ], { tolerance: TOLERANCE });
  const counts: Record<string, number> = {};
  const ran = await nodeProviders(checked, { device: "webgpu", feeds });
  for (const { provider } of ran) {
    counts[provider] = (counts[provider] ?? 0) + 1;
  }
  const sorted = Object.entries(counts).sort(([a], [b]) => a < b ? -1 : 1);
  return { parity, nodesPerProvider: Object.fromEntries(sorted) };
}
