import type { Check } from "../exhibits/exhibit.ts";
import {
  betterArchitecture,
  type RankedArchitecture,
} from "./better_architecture.ts";
import type { Comparison } from "./comparison.ts";
import type { CheckRule } from "./params.ts";
import type { BenchmarkResults } from "./results.ts";
import { BASELINE_NAMES, OTHERS } from "./subject_scores.ts";

/** What the study demands of its networks, and whether it holds; an undefined value fails. */
export function checksOf(
  results: Pick<BenchmarkResults, "params" | "architectures" | "comparisons">,
): Check[] {
  const best = betterArchitecture(results);
  if (best === undefined) return [];
  return results.params.checks.map((rule) => {
    const against = results.comparisons.find(({ subject, other }) =>
      subject.id === best.results.architecture.id &&
      rule.against !== undefined && other.id === OTHERS[rule.against]
    );
    const value = found(rule, { best, against });
    const { id, threshold, relation } = rule;
    const holds = value !== undefined &&
      (relation === ">=" ? value >= threshold : value <= threshold);
    const statement = stated(rule, best.results.architecture.name);
    return { id, statement, value: value ?? null, threshold, relation, holds };
  });
}

function found(
  { quantity }: CheckRule,
  { best, against }: {
    readonly best: RankedArchitecture;
    readonly against: Comparison | undefined;
  },
): number | undefined {
  switch (quantity) {
    case "macro-f1-mean":
      return best.mean;
    case "macro-f1-lowest":
      return best.macroF1.toSorted((a, b) => a - b)[0];
    case "dice-difference":
      return against?.difference;
    case "dice-p-value":
      return against?.pValue;
  }
}

function stated(
  { quantity, against, relation, threshold }: CheckRule,
  name: string,
): string {
  const bound = `${relation === ">=" ? "at least" : "at most"} ${threshold}`;
  const other = against === undefined
    ? "a baseline"
    : `the ${BASELINE_NAMES[against].toLowerCase()}`;
  switch (quantity) {
    case "macro-f1-mean":
      return `${name}, the better architecture, reaches a macro F1 of ${bound}, mean over its runs`;
    case "macro-f1-lowest":
      return `The worst run of ${name} has a macro F1 of ${bound}`;
    case "dice-difference":
      return `Maps of ${name} exceed ${other} in Dice with whole outlines by ${bound}, mean over images`;
    case "dice-p-value":
      return `The difference of ${name} from ${other} has p of ${bound} (signed-rank test over images)`;
  }
}
