import { formatBytes } from "./format.ts";

/** What a {@link progressBar} shows. */
export interface Progress {
  /** The amount done, not negative. */
  readonly done: number;
  /** The whole amount, if known. */
  readonly total?: number;
  /** What is counted; `"bytes"` are shown in decimal units, all else as it is. */
  readonly unit?: string;
}

/**
 * A bar with the amount done, such as `█████░░░░░ 7.5 MB of 15.1 MB`; the amount
 * alone where the total is not known or there is no room.
 *
 * @param progress The amounts.
 * @param width The room, in columns.
 */
export function progressBar(progress: Progress, width: number): string {
  const { done, total, unit } = progress;
  const amount = (n: number): string =>
    unit === "bytes" ? formatBytes(n) : String(n);
  const noun = unit === undefined || unit === "bytes" ? "" : ` ${unit}`;
  if (total === undefined || total <= 0) return `${amount(done)}${noun}`;
  const label = `${amount(done)} of ${amount(total)}${noun}`;
  const room = Math.min(30, width - label.length - 1);
  if (room < 5) return label;
  const full = Math.round(room * Math.min(1, done / total));
  return `${"█".repeat(full)}${"░".repeat(room - full)} ${label}`;
}
