/**
 * One reading of the votes for a characteristic: how much the raters together mark a
 * pixel. The authors name five rules and published the definition of none: what each
 * means is ours, and where a name can be meant in several ways, `of` says in which.
 *
 * - `any_agreement`: 1 where anyone marked the pixel;
 * - `majority_agreement`: 1 where more than half of them did;
 * - `full_agreement`: 1 where all of them did;
 * - `fuzzy_fixed`: the share of a fixed number of raters, the same for every image;
 * - `fuzzy_relative`: the share of a number that depends on the image.
 *
 * "Them", and that number, are the `valid` evaluations of the image, or those that
 * `drew` the characteristic in it; `most` is the largest number of votes that one of
 * its pixels has, as in the authors' later benchmark.
 */
export type FusionReading =
  | { readonly rule: "any_agreement" }
  | {
    readonly rule: "majority_agreement" | "full_agreement";
    readonly of: "valid" | "drew";
  }
  | {
    readonly rule: "fuzzy_fixed";
    /** How many raters there are. */
    readonly of: number;
  }
  | {
    readonly rule: "fuzzy_relative";
    readonly of: "valid" | "drew" | "most";
  };

/** What can be said of the votes for one characteristic of one image. */
export interface VoteCounts {
  /** Evaluations of the image that count. */
  readonly valid: number;
  /** Those of them that outline the characteristic. */
  readonly drew: number;
  /** The most votes that one pixel has. */
  readonly most: number;
}
