import { quoted } from "../../onnx/quoted.ts";
import type { StateEntries } from "./state_dict.ts";
import { describedEntry, stateDifferences } from "./state_differences.ts";

/** The most names of a kind that a message lists. */
const MAX_LISTED = 12;

/**
 * Makes sure that a state dict is a network's: each name, type and shape.
 *
 * @param network What messages call the network.
 * @throws {TypeError} If it is not; all that is missing, surplus or of another shape
 * is in one message, the first of each kind by name.
 */
export function checkState(
  network: string,
  { found, needed }: {
    readonly found: StateEntries;
    readonly needed: StateEntries;
  },
): void {
  const { missing, surplus, changed } = stateDifferences(found, needed);
  const shape = (name: string): string =>
    `${quoted(name)} (${describedEntry(found.get(name)!)} instead of ${
      describedEntry(needed.get(name)!)
    })`;
  const parts = [
    listed("missing", missing.map(quoted)),
    listed("surplus", surplus.map(quoted)),
    listed("of another shape", changed.map(shape)),
  ].filter((part) => part !== "");
  if (parts.length === 0) return;
  throw new TypeError(
    `Cannot build ${
      quoted(network)
    } from this state dict of ${found.size} entries, ${
      parts.join("; ")
    }: supply the weights of this network`,
  );
}

function listed(what: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const rest = items.length - MAX_LISTED;
  return `${items.length} ${what}: ${items.slice(0, MAX_LISTED).join(", ")}${
    rest > 0 ? ` and ${rest} more` : ""
  }`;
}
