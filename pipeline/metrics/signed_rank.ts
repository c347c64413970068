import { normalTails } from "./normal_tails.ts";

/** Up to so many differences the distribution is counted out, as SciPy does. */
const MOST_EXACT = 50;

/** What {@link signedRank} finds. */
export interface SignedRank {
  /** How many differences are not 0. */
  readonly n: number;
  /** The smaller of the rank sums of positive and of negative differences. */
  readonly statistic: number;
  /** Two-sided, in [0, 1]; 1 if no difference is left. */
  readonly pValue: number;
  /** Whether the p-value is counted out or approximated by the normal distribution. */
  readonly method: "exact" | "normal";
}

/**
 * Wilcoxon's signed-rank test, two-sided: whether paired differences are as often
 * and as far above 0 as below.
 *
 * Differences of 0 are left out; equal ones share the mean of their ranks. The p-value
 * is exact for up to 50 different ones, and else that of the normal approximation with
 * the variance corrected for ties and without a correction for continuity.
 *
 * @throws {RangeError} If a difference is NaN or infinite.
 */
export function signedRank(differences: readonly number[]): SignedRank {
  const odd = differences.find((value) => !Number.isFinite(value));
  if (odd !== undefined) {
    throw new RangeError(
      `Cannot rank the difference ${odd}: leave out pairs without a value`,
    );
  }
  const sorted = differences.filter((value) => value !== 0)
    .sort((a, b) => Math.abs(a) - Math.abs(b));
  const n = sorted.length;
  let positive = 0;
  /** Σ (t³ − t) over groups of t equal differences. */
  let ties = 0;
  for (let start = 0; start < n;) {
    let end = start + 1;
    while (end < n && Math.abs(sorted[end]!) === Math.abs(sorted[start]!)) {
      end++;
    }
    const rank = (start + 1 + end) / 2;
    const group = sorted.slice(start, end);
    positive += rank * group.filter((value) => value > 0).length;
    ties += group.length ** 3 - group.length;
    start = end;
  }
  const statistic = Math.min(positive, n * (n + 1) / 2 - positive);
  return ties === 0 && n <= MOST_EXACT
    ? { n, statistic, pValue: exact(n, statistic), method: "exact" }
    : {
      n,
      statistic,
      pValue: approximate(n, { statistic, ties }),
      method: "normal",
    };
}

/** Twice the share of the 2ⁿ ways to sign the ranks whose positive ones sum up to no more. */
function exact(n: number, statistic: number): number {
  // How many sets of the ranks so far have each sum; below 2 ** 50, so exact.
  const ways = new Float64Array(n * (n + 1) / 2 + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    for (let sum = ways.length - 1; sum >= rank; sum--) {
      ways[sum]! += ways[sum - rank]!;
    }
  }
  const below = ways.subarray(0, statistic + 1).reduce((a, b) => a + b, 0);
  return Math.min(1, 2 * below / 2 ** n);
}

function approximate(
  n: number,
  { statistic, ties }: { readonly statistic: number; readonly ties: number },
): number {
  const mean = n * (n + 1) / 4;
  const variance = (n * (n + 1) * (2 * n + 1) - ties / 2) / 24;
  return normalTails((statistic - mean) / Math.sqrt(variance));
}
