import type { PairOrder } from "../metrics/pairs.ts";
import type { StdKind } from "../metrics/mean_std.ts";
import type { UndefinedRule } from "../metrics/undefined_rule.ts";
import type { Stage } from "../engine/stage.ts";
import type { LabelRule } from "./evaluations/diagnosis_label.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";
import type { EvaluationSet } from "./evaluations/evaluation_set.ts";
import type { F1Measure } from "./rates/rate_cells.ts";

/** What every table of agreement has to settle. */
export interface TableConventions {
  /** The evaluations that count. */
  readonly evaluations: EvaluationSet;
  /** What a rate counts as whose denominator is zero. */
  readonly undefinedRates: UndefinedRule;
  /** The divisor of the variance. */
  readonly std: StdKind;
  /** The terms that are rows, in order. */
  readonly rows: readonly string[];
}

/** How raters are compared with the gold standard (Table 2a). */
export interface GoldConventions extends TableConventions {
  /** Which of several diagnoses an evaluation counts as: one of them, or every one. */
  readonly label: LabelRule | "every";
}

/** How raters are compared with each other on a diagnosis (Table 2b). */
export interface DiagnosisConventions extends GoldConventions {
  /** Which pairs of raters are compared. */
  readonly pairs: PairOrder;
}

/** How raters are compared on the presence of a term (Table 3a, Appendix Table 1). */
export interface PresenceConventions extends TableConventions {
  /** Which pairs of raters are compared. */
  readonly pairs: PairOrder;
}

/** How outlines are compared (Table 3b). */
export interface LocalisationConventions extends TableConventions {
  /** Which pairs of raters are compared. */
  readonly pairs: PairOrder;
  /**
   * The pairs of raters that count for an image and a term: those of whom
   * either drew it, the other's outline being empty, or those of whom both did.
   */
  readonly included: "either-drew" | "both-drew";
  /** What stands in the column `f1`. */
  readonly measure: F1Measure;
}

/** How the statements of the running text are computed. */
export interface StatementConventions {
  /** The evaluations that count. */
  readonly evaluations: EvaluationSet;
  /** Which of several diagnoses an evaluation counts as. */
  readonly label: LabelRule;
}

/** Every convention behind the tables of agreement, each named. */
export interface AgreementParams {
  /** The part of the release that is compared. */
  readonly scope: EvaluationScope;
  /** Raters against the gold standard, by diagnosis. */
  readonly table2a: GoldConventions;
  /** Raters against each other, by diagnosis. */
  readonly table2b: DiagnosisConventions;
  /** Raters against each other, by characteristic of the main text. */
  readonly table3a: PresenceConventions;
  /** Outlines against each other, by characteristic. */
  readonly table3b: LocalisationConventions;
  /** Raters against each other, by every characteristic. */
  readonly appendix_table1: PresenceConventions;
  /** The ranges in the running text. */
  readonly text: StatementConventions;
}

/**
 * Agreement of raters with the gold standard, with each other, and between
 * their outlines.
 *
 * Inputs: the five outputs of `ingest`. Outputs: a results table for each of the
 * paper's tables, `text` for its ranges, and `pairs`, what stands behind them by
 * rater, pair and characteristic.
 */
export const agreement: Stage = {
  id: "agreement",
  revision: 1,
  entry: new URL("./agreement_run.ts", import.meta.url),
  inputs: {
    images: {},
    evaluations: {},
    selections: {},
    masks: {},
    runs: {},
  },
  outputs: {
    table2a: { file: "tables/table2a.csv" },
    table2b: { file: "tables/table2b.csv" },
    table3a: { file: "tables/table3a.csv" },
    table3b: { file: "tables/table3b.csv" },
    appendix_table1: { file: "tables/appendix_table1.csv" },
    text: { file: "tables/agreement_text.csv" },
    pairs: { file: "agreement_details.json" },
  },
  resources: { cpu: 1, memoryMiB: 224 },
};
