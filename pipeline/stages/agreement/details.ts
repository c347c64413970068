import type { DrawnByBoth } from "./drawn_by_both.ts";
import type { GoldComparison } from "./gold_table.ts";
import type { PairAgreement } from "./pair_agreement.ts";
import type { RaterAccuracy } from "./rater_statements.ts";

/** One rater's judgement of one diagnosis, with the rates that follow from its counts. */
export interface GoldDetail extends GoldComparison {
  /** In [0, 1]; `null` where neither rater nor gold standard names the diagnosis. */
  readonly f1: number | null;
  /** In [0, 1]; `null` where no image has the diagnosis. */
  readonly sensitivity: number | null;
  /** In [0, 1]; `null` where every image has it. */
  readonly specificity: number | null;
}

/** The comparisons of outlines behind one row of Table 3b. */
export interface LocalisationDetail {
  /** The row. */
  readonly characteristic: string;
  /** How many there are. */
  readonly pairs: number;
  /** Those among them whose outlines are both drawn. */
  readonly drawn_by_both: DrawnByBoth;
}

/** What stands behind the tables of agreement: `agreement_details.json`. */
export interface AgreementDetails {
  /** Behind Table 2a: one entry a rater and diagnosis. */
  readonly gold: readonly GoldDetail[];
  /** Behind `rater_accuracy_range`. */
  readonly raters: readonly RaterAccuracy[];
  /** Behind `pairwise_f1_range`: one entry for each two raters. */
  readonly pairs: readonly PairAgreement[];
  /** Behind Table 3b. */
  readonly localisation: readonly LocalisationDetail[];
}
