import type { Cell } from "./cell.ts";

/**
 * How a computed number compares with the printed one: the same at the printed
 * decimals, within a declared tolerance, neither, or not computed.
 */
export const CLAIM_STATUSES = ["exact", "close", "differs", "blocked"] as const;

/**
 * What a number was computed from: the primary data, an intermediate that the
 * authors printed, or the output of a network.
 */
export const CLAIM_ROUTES = ["raw", "published-intermediate", "model"] as const;

/** One of {@link CLAIM_STATUSES}. */
export type ClaimStatus = typeof CLAIM_STATUSES[number];

/** One of {@link CLAIM_ROUTES}. */
export type ClaimRoute = typeof CLAIM_ROUTES[number];

/** Something without which claims cannot be computed. */
export interface Missing {
  /** A stable name in kebab-case, such as `"benchmark-models"`. */
  readonly id: string;
  /** What is missing, as a noun phrase. */
  readonly missing: string;
  /** How to supply it, or that nobody can. */
  readonly supply: string;
}

/** One number that a paper prints, and what came of recomputing it. */
export interface Claim extends Cell {
  /** The cell's name; see `cellId`. */
  readonly id: string;
  /** What prints the number: `"dataset-paper"`, `"framework-paper"` or `"framework-notebook"`. */
  readonly source: string;
  /** The number as printed, for example `0.9` for "0.90" with two `decimals`. */
  readonly printed: number;
  /** How many decimals are printed: 0 for a count. */
  readonly decimals: number;
  /** In full precision; `null` when blocked. */
  readonly computed: number | null;
  /** The largest absolute difference that still counts as `close`; absent: none does. */
  readonly tolerance?: number;
  /** How the two compare. */
  readonly status: ClaimStatus;
  /** `null` when blocked. */
  readonly route: ClaimRoute | null;
  /** `<node>/<file>` of the artifact that holds the computed value; `null` when blocked. */
  readonly artifact: string | null;
  /** Present when blocked. */
  readonly blocked_by?: Missing;
}
