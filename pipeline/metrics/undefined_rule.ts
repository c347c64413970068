/**
 * What becomes of a rate whose denominator is zero: it counts as 0, it counts
 * as 1, or it is left out of the average. Published tables rarely say which,
 * and for rare classes it decides the result.
 */
export type UndefinedRule = "zero" | "one" | "skip";

/** The rates that enter an average, with undefined ones treated as the rule says. */
export function applyUndefinedRule(
  rates: readonly (number | undefined)[],
  rule: UndefinedRule,
): number[] {
  if (rule === "skip") return rates.filter((rate) => rate !== undefined);
  const substitute = rule === "zero" ? 0 : 1;
  return rates.map((rate) => rate ?? substitute);
}
