import { EventLines } from "./event_lines.ts";
import type { Logger } from "./logger.ts";
import { tell } from "./terminal.ts";

/** Writes a line for each event that a reader of a log wants to know. */
export function plainLogger(): Logger {
  const lines = new EventLines();
  return {
    log(event): void {
      const text = lines.of(event);
      if (text !== undefined) tell(`${text}\n`);
    },
    close(): void {},
  };
}
