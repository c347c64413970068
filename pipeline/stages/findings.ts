import type { Stage } from "../engine/stage.ts";
import type { StdKind } from "../metrics/mean_std.ts";
import type { EvaluationSet } from "./evaluations/evaluation_set.ts";

/** The conventions by which a table was recomputed, where it has them. */
export interface TableConvention {
  /** The evaluations that count. */
  readonly evaluations?: EvaluationSet;
  /** The divisor of its standard deviations. */
  readonly std?: StdKind;
}

/** Ids of wirings and readings of the stage `benchmark`. */
export interface NetworkReadings {
  /** Of both: a diagnosis counts as right by its index among the test folders. */
  readonly published: string;
  /** Of both: a diagnosis counts as right by its own output. */
  readonly corrected: string;
  /** A reading like the published one, without discarded evaluations. */
  readonly kept: string;
}

/** Every finding that a study may ask for, in the order in which they are reported. */
export const FINDING_IDS = [
  "other-photographs",
  "class-order",
  "network-class-order",
  "table5-row-names",
  "evaluation-sets",
  "several-diagnoses",
  "discarded-without-option",
  "std-conventions",
  "selection-in-localisation",
  "discarded-masks",
  "discarded-masks-effect",
  "accuracy-images",
  "f1-advantage",
  "pairwise-f1-range",
  "other-folds",
  "fold-images",
  "baseline-images",
  "label-rule",
  "rater-consistency",
  "rater-diagnosis-f1",
  "rater-measures",
  "second-round-term",
  "additional-terms",
] as const;

/** The id of a finding; see {@link FINDING_IDS}. */
export type FindingId = typeof FINDING_IDS[number];

/** Parameters of {@link findings}. */
export interface FindingsParams {
  /** What the study asks for, in any order. */
  readonly findings: readonly FindingId[];
  /** `<node>/<file>` of each artifact that findings cite. */
  readonly artifacts: {
    readonly ledger: string;
    readonly evidence: string;
    readonly census: string;
    readonly agreement_details: string;
    readonly benchmark: string;
    readonly labels: string;
    readonly intra_rater: string;
    readonly rater_diagnoses: string;
    readonly release: string;
    readonly measures: string;
    readonly choices: string;
    readonly baselines: string;
  };
  /** Where the results of networks are read, if there are any. */
  readonly networks?: NetworkReadings;
  /** By table, in the papers' order. */
  readonly conventions: Readonly<Record<string, TableConvention>>;
}

const OPTIONAL = { optional: true } as const;

/**
 * What an auditor would want to know, computed from the run's own artifacts: a JSON
 * array of `Finding`.
 *
 * A finding that the data do not bear out, or whose input is not supplied, is
 * left out, and so is one that the study does not ask for. The tables come in for the number of values behind each average. What
 * is found of the paper rests on its own data and prints: networks that the user
 * supplies have findings of their own.
 */
export const findings: Stage = {
  id: "findings",
  revision: 1,
  entry: new URL("./findings_run.ts", import.meta.url),
  inputs: {
    ledger: {},
    evidence: OPTIONAL,
    table5a: OPTIONAL,
    table5b: OPTIONAL,
    table5a_corrected: OPTIONAL,
    table5b_corrected: OPTIONAL,
    notebook_counts: OPTIONAL,
    census: OPTIONAL,
    agreement_details: OPTIONAL,
    table2a: OPTIONAL,
    table2b: OPTIONAL,
    table3a: OPTIONAL,
    table3b: OPTIONAL,
    appendix_table1: OPTIONAL,
    benchmark: OPTIONAL,
    labels: OPTIONAL,
    intra_rater: OPTIONAL,
    rater_diagnoses: OPTIONAL,
    release: OPTIONAL,
    measures: OPTIONAL,
    choices: OPTIONAL,
    baselines: OPTIONAL,
  },
  outputs: { findings: { file: "findings.json" } },
};
