import type { Confusion } from "./confusion.ts";
import { meanStd } from "./mean_std.ts";
import { f1, precision, sensitivity } from "./rates.ts";
import { applyUndefinedRule } from "./undefined_rule.ts";

/** Rates averaged over classes without regard to their sizes, each in [0, 1]. */
export interface MacroRates {
  /** TP / (TP + FN), also called sensitivity. */
  readonly recall: number;
  /** TP / (TP + FP). */
  readonly precision: number;
  /** The mean of the classes' F1, which is not the F1 of the means. */
  readonly f1: number;
}

/**
 * The unweighted means of the classes' rates. One with nothing to divide by counts as
 * 0, as by default in scikit-learn. `undefined` without classes.
 *
 * @param classes The counts of each class against all others, in any order: the rates
 * are added up in order of size.
 */
export function macroRates(
  classes: readonly Confusion[],
): MacroRates | undefined {
  if (classes.length === 0) return undefined;
  const mean = (rate: (counts: Confusion) => number | undefined) => {
    const rates = applyUndefinedRule(classes.map(rate), "zero");
    return meanStd(rates.sort((a, b) => a - b), { std: "population" }).mean!;
  };
  return {
    recall: mean(sensitivity),
    precision: mean(precision),
    f1: mean(f1),
  };
}
