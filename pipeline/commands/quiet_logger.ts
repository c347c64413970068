import type { RunEvent } from "../engine/events.ts";
import { describeEvent } from "./describe_event.ts";
import type { Logger } from "./logger.ts";
import { tell } from "./terminal.ts";

/** What even a quiet run must not hide. */
const LOUD: ReadonlySet<RunEvent["type"]> = new Set([
  "action-failed",
  "divergent",
  "node-unavailable",
  "quarantined",
]);

/** Writes what went wrong, and nothing else. */
export function quietLogger(): Logger {
  return {
    log(event): void {
      if (LOUD.has(event.type)) tell(`${describeEvent(event)}\n`);
    },
    close(): void {},
  };
}
