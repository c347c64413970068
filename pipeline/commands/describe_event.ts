import type { Place, RunEvent } from "../engine/events.ts";
import { counted } from "../stages/prose/counted.ts";
import { describeDifference } from "./describe_difference.ts";
import { formatBytes, formatSeconds } from "./format.ts";

/** How many differing fields a line names. */
const NAMED_DIFFERENCES = 3;

/** How much of a differing value a line shows, in characters. */
const LONGEST_VALUE = 60;

/**
 * An event in plain words, a line or more; `undefined` for events that only a live
 * display or a machine wants.
 */
export function describeEvent(event: RunEvent): string | undefined {
  switch (event.type) {
    case "bundled":
    case "progress":
    case "run-started":
    // The program's last words say how the run finished.
    case "run-finished":
      return undefined;
    case "log":
      return `${placeOf(event)} │ ${event.line}`;
    case "action-started":
      return `${placeOf(event)} started${reason(event.differences)}`;
    case "waiting":
      return `${
        placeOf(event)
      } waits for another process that is at the same work`;
    case "action-finished": {
      const size = formatBytes(event.bytes);
      return event.outcome === "reused"
        ? `${placeOf(event)} reused (${size})`
        : `${placeOf(event)} done in ${formatSeconds(event.seconds)} (${size})`;
    }
    case "action-failed": {
      const trace = event.trace === undefined
        ? ""
        : `\n${stackOf(event.trace)}`;
      return `${placeOf(event)} failed: ${event.message}${trace}`;
    }
    case "divergent":
      return `${
        placeOf(event)
      } came out differently than before under the same key ${
        event.key.slice(0, 12)
      }…: both results are kept, the first one counts`;
    case "node-unavailable":
      // Of many nodes that need the same thing the first one says so.
      return event.message === ""
        ? undefined
        : `${placeOf(event)} unavailable: ${event.message}`;
    case "node-blocked":
      return `${placeOf(event)} blocked by ${event.by.join(", ")}`;
    case "quarantined":
      return `A damaged blob was moved to ${event.file}: what made it runs again`;
    case "published":
      return `${event.study}: ${
        event.written === 0
          ? "results were in place"
          : `${counted(event.written, "file")} written`
      } in ${event.folder}`;
    default:
      return unreachable(event);
  }
}

/** A node, with its shard if it has any, such as `dermx-v1/infer [3/16]`. */
export function placeOf({ study, node, shard }: Place): string {
  const part = shard === undefined
    ? ""
    : ` [${shard.index + 1}/${shard.count}]`;
  return `${study}/${node}${part}`;
}

function reason(
  differences: (RunEvent & { type: "action-started" })["differences"],
): string {
  if (differences.length === 0) return "";
  const named = differences.slice(0, NAMED_DIFFERENCES).map((difference) =>
    describeDifference(difference, { longest: LONGEST_VALUE })
  );
  const more = differences.length - named.length;
  return ` because of ${named.join("; ")}${more > 0 ? `; ${more} more` : ""}`;
}

/** The frames of a stack trace, without the line that repeats the message. */
function stackOf(trace: string): string {
  return trace.split("\n").filter((line) => /^\s+at /.test(line)).join("\n");
}

function unreachable(event: never): never {
  throw new TypeError(`Unknown event ${JSON.stringify(event)}`);
}
