import type { RunEvent } from "../engine/events.ts";
import { placeOf } from "./describe_event.ts";
import { EventLines } from "./event_lines.ts";
import { formatSeconds } from "./format.ts";
import type { Logger } from "./logger.ts";
import { progressBar } from "./progress_bar.ts";
import { columns, type Style, styled, tell } from "./terminal.ts";

/** The display is drawn anew this often, in milliseconds. */
const INTERVAL = 100;

/** An action that is being executed. */
interface Running {
  readonly place: string;
  readonly since: number;
  progress?: RunEvent & { type: "progress" };
}

const STYLES: Partial<Record<RunEvent["type"], Style>> = {
  "action-failed": "red",
  "node-unavailable": "yellow",
  "node-blocked": "yellow",
  "divergent": "yellow",
  "quarantined": "yellow",
  "log": "dim",
};

/**
 * Shows what is going on at the moment below the lines of what is done. Reused
 * actions leave no line; they are counted at the end.
 */
export function liveLogger(): Logger {
  const running = new Map<string, Running>();
  const lines = new EventLines({ reused: false });
  let drawn = 0;
  const erase = (): string => {
    const codes = drawn === 0 ? "" : `\x1b[${drawn}A\x1b[J`;
    drawn = 0;
    return codes;
  };
  const draw = (above = ""): void => {
    const width = columns() - 1;
    const lines = [...running.values()].map((x) => describeRunning(x, width));
    // Erasing and drawing in one write leaves nothing to flicker.
    tell(erase() + above + lines.map((line) => `${line}\n`).join(""));
    drawn = lines.length;
  };
  const timer = setInterval(() => running.size > 0 && draw(), INTERVAL);
  return {
    log(event): void {
      const text = lines.of(event);
      if (event.type === "action-started") {
        const place = placeOf(event);
        running.set(place, { place, since: performance.now() });
        // It is on display; only why it runs is worth a line.
        if (event.differences.length === 0) return draw();
      } else if (event.type === "progress") {
        const entry = running.get(placeOf(event));
        if (entry !== undefined) entry.progress = event;
        return;
      } else if (
        event.type === "action-finished" || event.type === "action-failed"
      ) {
        running.delete(placeOf(event));
      }
      if (text === undefined) {
        if (drawn !== running.size) draw();
        return;
      }
      const style = STYLES[event.type];
      draw(`${style === undefined ? text : styled(style, text)}\n`);
    },
    close(): void {
      clearInterval(timer);
      tell(erase());
    },
  };
}

function describeRunning(
  { place, since, progress }: Running,
  width: number,
): string {
  const time = formatSeconds((performance.now() - since) / 1000);
  const head = `${place}  ${time}`;
  const bar = progress === undefined
    ? ""
    : `  ${progressBar(progress, Math.max(10, width - head.length - 2))}`;
  return styled("cyan", `${head}${bar}`.slice(0, width));
}
