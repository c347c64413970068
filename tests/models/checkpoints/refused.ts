import assert from "node:assert/strict";
import { Checkpoint } from "../../../models/checkpoints/checkpoint.ts";
import type { Tensor } from "../../../models/onnx/tensor.ts";
import { checkpointBytes } from "./checkpoint_bytes.ts";
import { MemoryAccess } from "./memory_access.ts";
import { pickle } from "./pickle_ops.ts";

/** Reads every tensor of a checkpoint. */
export function readAll(bytes: Uint8Array): Map<string, Tensor> {
  const checkpoint = Checkpoint.open(new MemoryAccess(bytes));
  return new Map(
    [...checkpoint.entries.keys()].map((name) => [name, checkpoint.read(name)]),
  );
}

/**
 * What a checkpoint is, or why it is refused, without the words that every refusal
 * starts with. Any other error is thrown on.
 */
export function outcomeOf(bytes: Uint8Array): Map<string, Tensor> | string {
  try {
    return readAll(bytes);
  } catch (error) {
    const start = 'Cannot read the checkpoint "test.pt": ';
    if (!(error instanceof SyntaxError) || !error.message.startsWith(start)) {
      throw error;
    }
    return error.message.slice(start.length);
  }
}

/** Asserts that a checkpoint is refused with a reason. */
export function assertRefused(bytes: Uint8Array, reason: string): void {
  const outcome = outcomeOf(bytes);
  assert.ok(typeof outcome === "string", "It was read");
  assert.ok(outcome.includes(reason), `"${outcome}" lacks "${reason}"`);
}

/** Asserts that a checkpoint with a pickle of these opcodes is refused with a reason. */
export function assertPickleRefused(
  reason: string,
  ...parts: readonly (readonly number[])[]
): void {
  assertRefused(checkpointBytes({ data: pickle(...parts) }), reason);
}
