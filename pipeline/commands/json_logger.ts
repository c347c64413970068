import type { Logger } from "./logger.ts";

/** Writes each event as a line of JSON, with the time at which it happened. */
export function jsonLogger(write: (line: string) => void): Logger {
  return {
    log(event): void {
      const time = new Date().toISOString();
      write(`${JSON.stringify({ time, ...event })}\n`);
    },
    close(): void {},
  };
}
