/** An image whose diagnosis is known. */
export interface Example {
  /** Its id. */
  readonly image: string;
  /** For each characteristic, 1 if it is there and 0 if not. */
  readonly features: readonly number[];
  /** The index of its diagnosis. */
  readonly label: number;
}

/** The examples of a fold. */
export interface FoldExamples {
  /** What is learnt from. */
  readonly train: readonly Example[];
  /** What is asked about. */
  readonly test: readonly Example[];
}
