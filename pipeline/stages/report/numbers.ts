import type { Claim } from "../../../data/ledger/claim.ts";

/**
 * A computed number with two digits more than are printed, so that a reader
 * sees how it rounds; a count in full. "blocked" where there is none.
 */
export function computedText({ computed, decimals }: Claim): string {
  if (computed === null) return "blocked";
  if (decimals === 0 && Number.isInteger(computed)) return String(computed);
  return computed.toFixed(decimals + 2);
}

/**
 * How far a computed number lies from the printed one, with sign, and what was
 * allowed: "+0.0140", "−0.0012 (tolerance 0.005)".
 *
 * @returns The text; empty where nothing was computed.
 */
export function differenceText(claim: Claim): string {
  const { printed, computed, decimals, tolerance } = claim;
  if (computed === null) return "";
  const difference = computed - printed;
  const size = Math.abs(difference);
  const text = decimals === 0 && Number.isInteger(size)
    ? String(size)
    : size.toFixed(decimals + 2);
  const signed = (difference < 0 ? "−" : "+") + text;
  return tolerance === undefined
    ? signed
    : `${signed} (tolerance ${tolerance})`;
}

/** What stands between the numbers of one cell: a mean and its deviation are a pair. */
export function cellSeparator(claims: readonly Claim[]): string {
  const [first, second, third] = claims;
  const isPair = first?.statistic === "mean" && second?.statistic === "std" &&
    third === undefined;
  return isPair ? " ± " : " / ";
}
