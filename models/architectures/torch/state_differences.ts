import type { StateEntries, StateEntry } from "./state_dict.ts";

/** Where a state dict differs from what a network needs. */
export interface StateDifferences {
  /** Names that the network has and the state dict has not. */
  readonly missing: readonly string[];
  /** Names that the state dict has and the network has not. */
  readonly surplus: readonly string[];
  /** Names of both, with another type or shape. */
  readonly changed: readonly string[];
}

/** Compares what there is with what a network needs. */
export function stateDifferences(
  found: StateEntries,
  needed: StateEntries,
): StateDifferences {
  const names = [...needed.keys()];
  return {
    missing: names.filter((name) => !found.has(name)),
    surplus: [...found.keys()].filter((name) => !needed.has(name)),
    changed: names.filter((name) => {
      const entry = found.get(name);
      return entry !== undefined &&
        describedEntry(entry) !== describedEntry(needed.get(name)!);
    }),
  };
}

/** A type and a shape as messages show them. */
export function describedEntry({ type, dims }: StateEntry): string {
  return `${type} ${dims.length === 0 ? "scalar" : dims.join("×")}`;
}
