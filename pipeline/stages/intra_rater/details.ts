import type { LocalisationDetail } from "../agreement/details.ts";
import type { PairAgreement } from "../agreement/pair_agreement.ts";
import type { EvaluationSet } from "../evaluations/evaluation_set.ts";
import type { RaterLikeness } from "./rater_likeness.ts";
import type { WithinAndBetween } from "./within_and_between.ts";

/** What both rounds have of a set of evaluations. */
export interface RoundsInSet {
  /** The set in which both evaluations of a pair are. */
  readonly set: EvaluationSet;
  /** Pairs of a rater's first and second evaluation of an image. */
  readonly pairs: number;
  /** Images with such a pair. */
  readonly images: number;
}

/** What stands behind the agreement of raters with themselves: `intra_rater_details.json`. */
export interface IntraRaterDetails {
  /** From the largest set to the smallest. */
  readonly sets: readonly RoundsInSet[];
  /** Each rater's second diagnoses compared with the first. */
  readonly raters: readonly PairAgreement[];
  /** By table and row. */
  readonly agreement: Readonly<
    Record<
      "table2b" | "appendix_table1" | "table3b",
      readonly WithinAndBetween[]
    >
  >;
  /** Behind the table of outlines. */
  readonly localisation: readonly LocalisationDetail[];
  /** Whether raters of the second round are who their names say. */
  readonly likeness: readonly RaterLikeness[];
}
