import type { Dim, ValueInfo } from "../graph.ts";

/** A tensor whose rank, at least, is known. */
export interface Shaped extends ValueInfo {
  /** An extent may be open; how many there are is known. */
  readonly dims: readonly Dim[];
}
