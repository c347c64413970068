import type { FuzzyOverlap } from "../localisation/score_rows.ts";

/** What was said of an image's diagnosis. */
export interface DiagnosisSample {
  /** By whom or what is judged. */
  readonly answer: string;
  /** By the gold standard. */
  readonly gold: string;
}

/** What was said of an image's characteristics. */
export interface IdentificationSample {
  /** By whom or what is judged, a characteristic each. */
  readonly found: readonly boolean[];
  /** By the labels; all absent where nothing is said. */
  readonly present: readonly boolean[];
  /** How many evaluations the labels rest on. */
  readonly kept: number;
}

/** A map of one characteristic, and where raters saw that. */
export interface LocalisationSample extends
  Pick<
    FuzzyOverlap,
    "valid" | "overlap" | "mapArea" | "referenceArea"
  > {
  /** The image. */
  readonly image: string;
  /** The characteristic, by its place in the study's list. */
  readonly characteristic: number;
  /**
   * Whether whoever is judged says that it is there; of raters, whether anything is left
   * of their outline in the size in which outlines are compared.
   */
  readonly found: boolean;
}

/** Samples by fold of a network, or by rater. */
export type Groups<Sample> = readonly (readonly Sample[])[];
