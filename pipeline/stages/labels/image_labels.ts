/** Which characteristics an image has. */
export interface ImageLabels {
  /** The image. */
  readonly image: string;
  /** How many evaluations count; if none does, nothing is said of the image. */
  readonly kept: number;
  /** For each characteristic, in the order of the columns, whether it is there. */
  readonly present: readonly boolean[];
}
