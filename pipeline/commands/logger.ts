import type { RunEvent } from "../engine/events.ts";

/** Shows a run's events to someone. */
export interface Logger {
  /** Takes an event, at the moment it happens. */
  log(event: RunEvent): void;
  /** Leaves the terminal as a person expects to find it. */
  close(): void;
}

/** The ways to show events, by the names that `--log` takes. */
export const LOGGER_NAMES = ["live", "plain", "json", "quiet"] as const;

/** One of {@link LOGGER_NAMES}. */
export type LoggerName = typeof LOGGER_NAMES[number];
