import { join } from "node:path";
import process from "node:process";
import {
  type ChildMessage,
  type ChildTask,
  RECORD_SEPARATOR,
} from "./child_protocol.ts";
import { UnavailableError } from "./errors.ts";
import type { StageIO, StageRun } from "./stage.ts";

/** Progress is told at most this often, in milliseconds. */
const PROGRESS_INTERVAL = 50;

/**
 * Runs a stage's code in its own process: the last line of every bundle.
 *
 * The process ends here, whatever the stage has left running.
 */
export async function child<Params>(run: StageRun<Params>): Promise<never> {
  try {
    const task: ChildTask = await new Response(Deno.stdin.readable).json();
    await run(stageIO<Params>(task));
    // The kernel's own count; reading it needs no permission.
    const { maxRSS } = process.resourceUsage();
    tell({ type: "done", maxRssKiB: maxRSS });
  } catch (error) {
    tell(failure(error));
  }
  Deno.exit(0);
}

function failure(error: unknown): ChildMessage {
  if (error instanceof UnavailableError) {
    const { missing, message } = error;
    return { type: "unavailable", missing, message };
  }
  if (!(error instanceof Error)) {
    return { type: "error", message: String(error), stack: "" };
  }
  return { type: "error", message: error.message, stack: error.stack ?? "" };
}

function stageIO<Params>(task: ChildTask): StageIO<Params> {
  let last = -Infinity;
  const optionalInput = (port: string): string | undefined => {
    const path = task.inputs[port];
    if (typeof path === "object") {
      throw new TypeError(`Input "${port}" is a list of parts`);
    }
    return path;
  };
  return {
    params: task.params as Params,
    optionalInput,
    input(port) {
      const path = optionalInput(port);
      if (path === undefined) {
        throw new TypeError(`Input "${port}" is not supplied`);
      }
      return path;
    },
    parts(port) {
      const parts = task.inputs[port];
      if (typeof parts !== "object") {
        throw new TypeError(`Input "${port}" is not a list of parts`);
      }
      return [...parts];
    },
    output(port) {
      const path = task.outputs[port];
      if (path === undefined) {
        throw new TypeError(`Output "${port}" is not declared`);
      }
      return path;
    },
    scratch: (name) => join(task.scratch, name),
    progress(done, options = {}) {
      const now = performance.now();
      if (now - last < PROGRESS_INTERVAL && done !== options.total) return;
      last = now;
      tell({ type: "progress", done, ...options });
    },
    log: (line) => tell({ type: "log", line }),
  };
}

function tell(message: ChildMessage): void {
  const line = `${RECORD_SEPARATOR}${JSON.stringify(message)}\n`;
  let rest = new TextEncoder().encode(line);
  while (rest.length > 0) rest = rest.subarray(Deno.stdout.writeSync(rest));
}
