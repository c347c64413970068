import type { Path } from "./outline.ts";

/** One thing that a rater said of an image. */
export interface Annotation {
  /** A term of the ontology, in Unicode normal form C. */
  readonly name: string;
  /** Descriptive terms, as spelled. */
  readonly attributes: readonly string[];
  /** Outlines in pixels, filled even-odd together; `undefined` for a tag. */
  readonly paths: readonly Path[] | undefined;
}

/** What one rater said of one image: the content of one annotation file. */
export interface Evaluation {
  /** The image's id, in Unicode normal form C. */
  readonly image: string;
  /** The rater, as spelled. */
  readonly rater: string;
  /** The image's columns. */
  readonly width: number;
  /** The image's rows. */
  readonly height: number;
  /** The labelling tool's data set, such as `"Explainability dataset"`. */
  readonly dataset: string;
  /** In the file's order. */
  readonly annotations: readonly Annotation[];
}
