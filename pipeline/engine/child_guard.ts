import { type ChildMessage, RECORD_SEPARATOR } from "./child_protocol.ts";

/** Sends a message to the parent; returns when it is written. */
export function tell(message: ChildMessage): void {
  const line = `${RECORD_SEPARATOR}${JSON.stringify(message)}\n`;
  let rest = new TextEncoder().encode(line);
  while (rest.length > 0) rest = rest.subarray(Deno.stdout.writeSync(rest));
}

/**
 * Tells the parent of every subprocess that is asked for. The runtime refuses them,
 * but has no line for them in its audit log, so that a library could swallow the
 * refusal unseen. `node:child_process` needs no such guard: it asks for the
 * environment first, and that is in the log.
 */
export function reportSubprocesses(): void {
  Deno.Command = class extends Deno.Command {
    constructor(command: string | URL, options?: Deno.CommandOptions) {
      tell({ type: "touched", what: `run ${JSON.stringify(String(command))}` });
      super(command, options);
    }
  };
}
