import type { Model } from "../onnx/graph.ts";
import { writeModel } from "../onnx/write_model.ts";
import { openChildSession } from "./child_session.ts";
import type { Device } from "./device.ts";
import type { DeviceFacts } from "./device_facts.ts";
import { checkParity } from "./parity.ts";
import type { TensorLike } from "./session.ts";

/** A driver that takes longer than this, in milliseconds, hangs. */
const TIME_LIMIT = 60_000;

/** Whether a device computes what it should. */
export type Probe =
  | { readonly works: true; readonly facts: DeviceFacts }
  | { readonly works: false; readonly reason: string };

/** A convolution and what it must yield. */
const IMAGE: TensorLike = {
  type: "float32",
  dims: [1, 2, 2, 2],
  data: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
};
const RESULT: TensorLike = {
  type: "float32",
  dims: [1, 1, 2, 2],
  data: Float32Array.of(4, 4, 4, 4),
};
const MODEL: Model = {
  graph: {
    name: "probe",
    inputs: [{ name: "image", type: "float32", dims: [1, 2, 2, 2] }],
    outputs: [{ name: "result", type: "float32", dims: [1, 1, 2, 2] }],
    nodes: [{
      op: "Conv",
      domain: "",
      name: "conv",
      inputs: ["image", "weights"],
      outputs: ["result"],
      attributes: {},
    }],
    initializers: new Map([["weights", {
      type: "float32",
      dims: [1, 2, 1, 1],
      data: Float32Array.of(-1, 1),
    }]]),
    values: new Map(),
  },
  irVersion: 8,
  opsets: new Map([["", 17]]),
  producer: "",
  metadata: new Map(),
};

/**
 * Runs a small model on a device, in a child process, since drivers crash and hang:
 * it has 60 s for it.
 */
export async function probeDevice(device: Device): Promise<Probe> {
  const signal = AbortSignal.timeout(TIME_LIMIT);
  try {
    const session = await openChildSession(writeModel(MODEL), {
      device,
      signal,
    });
    try {
      const result = await session.run({ image: IMAGE });
      checkParity([{ result: RESULT }, result], { tolerance: 1e-6, device });
      return { works: true, facts: session.facts };
    } finally {
      await session.close().catch(() => {});
    }
  } catch (error) {
    const reason = signal.aborted
      ? `it did not answer within ${TIME_LIMIT / 1000} s`
      : error instanceof Error
      ? error.message
      : String(error);
    return { works: false, reason };
  }
}
