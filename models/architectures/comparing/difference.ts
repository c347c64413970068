import type { Trait } from "./layer_traits.ts";

/** Something in which a file is not as it was expected. */
export interface Difference {
  /** What differs. */
  readonly trait: Trait | "network" | "input" | "connection";
  /** What was expected. */
  readonly expected: string;
  /** What the file has. */
  readonly found: string;
  /** The layers that were expected, by their names in the plan. */
  readonly layers: readonly string[];
  /** The file's nodes that stand in their place. */
  readonly nodes: readonly string[];
  /** What it means, if that is known. */
  readonly means?: string;
}
