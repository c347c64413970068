import { accuracy } from "../../metrics/accuracy.ts";
import { macroF1 } from "../../metrics/macro_f1.ts";
import {
  diagnosisLabel,
  type LabelRule,
} from "../evaluations/diagnosis_label.ts";
import type { RaterPair } from "./rater_pairs.ts";

/** How far two raters agree on the diagnosis; it is the same in both directions. */
export interface PairAgreement {
  /** As the pair names them. */
  readonly raters: readonly [string, string];
  /** Images that both evaluated, at least 1. */
  readonly images: number;
  /** The share of these images with the same diagnosis, in [0, 1]. */
  readonly accuracy: number;
  /** The mean F1 over the diagnoses that either named for these images, in [0, 1]. */
  readonly macro_f1: number;
}

/** Compares the diagnoses that two raters name for their common images. */
export function pairAgreement(
  { raters, common }: RaterPair,
  rule: LabelRule,
): PairAgreement {
  const one = common.map(([evaluation]) => diagnosisLabel(evaluation, rule));
  const other = common.map(([, evaluation]) =>
    diagnosisLabel(evaluation, rule)
  );
  return {
    raters,
    images: common.length,
    accuracy: accuracy(one, other) ?? 0,
    macro_f1: macroF1(one, other) ?? 0,
  };
}
