const { fround } = Math;

/**
 * Whether a network finds what a score stands for: the framework paper's code takes
 * round(sigmoid(score)), and torch rounds halves to even, so that a probability of
 * exactly 0.5 counts as absent.
 *
 * Each step is in single precision as torch computes, where the probability is 0.5 for
 * every score between 0 and 8.9e-8.
 *
 * @param logit The score before the sigmoid; NaN is absent.
 */
export function isPresent(logit: number): boolean {
  return fround(1 / fround(1 + fround(Math.exp(-fround(logit))))) > 0.5;
}
