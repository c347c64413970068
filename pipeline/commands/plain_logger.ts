import { describeEvent } from "./describe_event.ts";
import type { Logger } from "./logger.ts";
import { tell } from "./terminal.ts";

/** Writes a line for each event that a reader of a log wants to know. */
export function plainLogger(): Logger {
  return {
    log(event): void {
      const text = describeEvent(event);
      if (text !== undefined) tell(`${text}\n`);
    },
    close(): void {},
  };
}
