import type { Model } from "../../../models/onnx/graph.ts";
import {
  type ChildSession,
  openChildSession,
} from "../../../models/runtime/child_session.ts";
import {
  chooseDevice,
  type ChosenDevice,
} from "../../../models/runtime/choose_device.ts";
import {
  type PreparedModel,
  prepareModel,
} from "../../../models/runtime/prepare_model.ts";
import { EnvironmentError } from "../environment_error.ts";
import type { Plan } from "./plan.ts";

/** More threads than this gain little. */
const MAX_THREADS = 8;

/** A model that runs in a process of its own. */
export interface OpenedModel {
  /** Whoever asked for it closes it. */
  readonly session: ChildSession;
  /** What the device was given. */
  readonly prepared: PreparedModel;
  /** Why this device, in a sentence. */
  readonly because: string;
}

/**
 * Opens a model on the device that the user asks for.
 *
 * @param signal Kills the process.
 * @throws {EnvironmentError} If the device is not there, or does not take the model.
 */
export async function openModel(
  model: Model,
  { plan: { request }, signal }: {
    readonly plan: Plan;
    readonly signal: AbortSignal;
  },
): Promise<OpenedModel> {
  try {
    const asked = await chooseDevice(request.device);
    const { prepared, device, because } = prepare(model, {
      ...asked,
      isFree: request.device === "auto",
    });
    const threads = request.threads ??
      Math.min(MAX_THREADS, navigator.hardwareConcurrency);
    const session = await openChildSession(prepared.bytes, {
      device,
      signal,
      ...(device === "webgpu" ? {} : { threads }),
    });
    return { session, prepared, because };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    throw new EnvironmentError(error.message, { cause: error });
  }
}

/** Where the choice is free, a model that WebGPU does not take goes to WebAssembly. */
function prepare(
  model: Model,
  { device, because, isFree }: ChosenDevice & { readonly isFree: boolean },
): ChosenDevice & { readonly prepared: PreparedModel } {
  try {
    return { prepared: prepareModel(model, device), device, because };
  } catch (error) {
    if (!isFree || device !== "webgpu") throw error;
    return {
      prepared: prepareModel(model, "wasm"),
      device: "wasm",
      because: (error as Error).message,
    };
  }
}
