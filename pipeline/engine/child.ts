import { join } from "node:path";
import process from "node:process";
import { reportSubprocesses, tell } from "./child_guard.ts";
import type { ChildMessage, ChildTask } from "./child_protocol.ts";
import { UnavailableError } from "./errors.ts";
import type { StageIO, StageRun } from "./stage.ts";

/** Progress is told at most this often, in milliseconds. */
const PROGRESS_INTERVAL = 50;

/** Of a text, this many UTF-16 units are told: a message must fit into a line. */
const TEXT_LENGTH = 4000;

// Before the stage's modules are evaluated, as the bundle's first module is this one.
reportSubprocesses();

/**
 * Runs a stage's code in its own process: the last line of every bundle.
 *
 * The process ends here, whatever the stage has left running.
 */
export async function child<Params>(run: StageRun<Params>): Promise<never> {
  try {
    const task: ChildTask = await new Response(Deno.stdin.readable).json();
    await run(stageIO<Params>(task));
    // A rejection that nobody handles ends the process at the end of a turn of the
    // event loop. The first may begin with this timer: only the second is behind one.
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
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
    return { type: "unavailable", missing, message: cut(message) };
  }
  if (!(error instanceof Error)) {
    return { type: "error", message: cut(String(error)), stack: "" };
  }
  const { message, stack = "" } = error;
  return { type: "error", message: cut(message), stack: cut(stack) };
}

function cut(text: string): string {
  return text.length > TEXT_LENGTH ? `${text.slice(0, TEXT_LENGTH)}…` : text;
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
  const optionalParts = (port: string): string[] | undefined => {
    const parts = task.inputs[port];
    if (typeof parts === "string") {
      throw new TypeError(`Input "${port}" is not a list of parts`);
    }
    return parts === undefined ? undefined : [...parts];
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
    optionalParts,
    parts(port) {
      const parts = optionalParts(port);
      if (parts === undefined) {
        throw new TypeError(`Input "${port}" is not supplied`);
      }
      return parts;
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
    log: (text) => {
      for (const line of text.split("\n")) {
        tell({ type: "log", line: cut(line) });
      }
    },
  };
}
