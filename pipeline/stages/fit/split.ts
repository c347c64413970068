/** Which images a network was fitted to, and which it has never seen. */
export interface Split {
  /** Ids, sorted by code units. */
  readonly train: readonly string[];
  /** Ids, sorted by code units. */
  readonly test: readonly string[];
}
