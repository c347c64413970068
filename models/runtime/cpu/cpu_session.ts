import type * as Runtime from "onnxruntime-web";
import type { DeviceFacts } from "../device_facts.ts";
import { OrtSession } from "../ort_session.ts";
import { runtimeError } from "../runtime_error.ts";
import type { Session } from "../session.ts";
import type { SessionOptions } from "../session_options.ts";
import { takeTurns } from "../take_turns.ts";

/** Named in a variable: a literal import would make every installation fetch 289 MB. */
const PACKAGE: string = "onnxruntime-node";

/**
 * Opens a model in ONNX Runtime's native library. The process must be started with
 * this folder's `deno.json` and with `--allow-ffi`; `openChildSession` does so.
 *
 * @throws {Error} If the process was started otherwise, or the model does not load.
 */
export async function openCpuSession(
  model: Uint8Array,
  options: Omit<SessionOptions, "assets" | "profile"> = {},
): Promise<Session> {
  const { threads = 1, optimise = true } = options;
  const { env, InferenceSession, Tensor } = await load();
  const session = await takeTurns(() =>
    InferenceSession.create(model, {
      executionProviders: ["cpu"],
      graphOptimizationLevel: optimise ? "all" : "disabled",
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    })
  ).catch((error) => {
    throw runtimeError("load the model on cpu", error);
  });
  const facts: DeviceFacts = {
    provider: "cpu",
    runtime: `${PACKAGE} ${env.versions.node}`,
    machine: `${Deno.build.arch}-${Deno.build.os}`,
    threads,
    precision: "float32",
  };
  return new OrtSession({ session, Tensor, facts, profile: false });
}

async function load(): Promise<typeof Runtime> {
  try {
    return await import(PACKAGE);
  } catch (error) {
    throw new Error(
      `Cannot load "${PACKAGE}" (${
        error instanceof Error ? error.message : error
      }): start Deno with --config models/runtime/cpu/deno.json --allow-ffi`,
      { cause: error },
    );
  }
}
