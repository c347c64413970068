import type { Confusion } from "./confusion.ts";
import { f1 } from "./rates.ts";
import { steadyMean, steadySum } from "./steady_sum.ts";
import { applyUndefinedRule, type UndefinedRule } from "./undefined_rule.ts";

/**
 * How the F1 of several classes becomes one, as scikit-learn names it:
 *
 * - `"macro"`: every class counts alike;
 * - `"weighted"`: a class counts as often as the reference has it;
 * - `"micro"`: the counts of all classes are added up first.
 */
export type F1Average = "macro" | "weighted" | "micro";

/**
 * One F1 of several classes, in [0, 1]; `undefined` without classes, or if nothing is
 * left to average.
 *
 * @param classes The counts of each class against all others, in any order.
 * @param options.undefinedRates What F1 counts as that has nothing to divide by: of a
 * class that neither side has, or for `"micro"` and `"weighted"` of all of them.
 */
export function averageF1(
  classes: readonly Confusion[],
  { average, undefinedRates }: {
    readonly average: F1Average;
    readonly undefinedRates: UndefinedRule;
  },
): number | undefined {
  if (classes.length === 0) return undefined;
  const rates = average === "macro"
    ? classes.map(f1)
    : [average === "micro" ? f1(added(classes)) : weighted(classes)];
  return steadyMean(applyUndefinedRule(rates, undefinedRates));
}

function added(classes: readonly Confusion[]): Confusion {
  const sum = (count: keyof Confusion): number =>
    steadySum(classes.map((counts) => counts[count]));
  return { tp: sum("tp"), fp: sum("fp"), fn: sum("fn"), tn: sum("tn") };
}

/** A class that the reference does not have weighs nothing, so its F1 is never asked for. */
function weighted(classes: readonly Confusion[]): number | undefined {
  const weights = classes.map(({ tp, fn }) => tp + fn);
  const weight = steadySum(weights);
  if (weight === 0) return undefined;
  return steadySum(
    classes.map((counts, i) => weights[i]! * (f1(counts) ?? 0)),
  ) / weight;
}
