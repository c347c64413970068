import type { TermKind } from "../../../data/dermx/ontology.ts";

/** A term that a rater selected for an image. */
export interface Selection {
  /** As the files spell it. */
  readonly term: string;
  /** What it stands for. */
  readonly kind: TermKind;
  /** The index of its first annotation in the evaluation's file. */
  readonly position: number;
  /** How often it was outlined; 0 for a tag. */
  readonly instances: number;
  /** Distinct additional terms of its annotations, sorted. */
  readonly attributes: readonly string[];
}

/** What one rater said of one image. */
export interface Evaluation {
  /** The image that is judged. */
  readonly image: string;
  /** Who judges it. */
  readonly rater: string;
  /** Columns of the image. */
  readonly width: number;
  /** Rows of the image. */
  readonly height: number;
  /** Distinct terms, in the order of the file. */
  readonly selections: readonly Selection[];
}
