import type { ClaimRoute, ClaimStatus } from "../../../data/ledger/claim.ts";

/** What the statuses of a claim mean, in a reader's words. */
export const STATUS_MEANINGS: Readonly<Record<ClaimStatus, string>> = {
  exact:
    "The computed number, rounded to the printed decimals, reads as printed.",
  close:
    "It reads otherwise, but lies within a tolerance that the claim declares and that is shown with it.",
  differs:
    "It reads otherwise and lies outside any declared tolerance; the difference is shown with it.",
  blocked:
    "Nothing was computed, because something is missing; the reason and the remedy are given.",
};

/** What the routes to a number mean, in a reader's words. */
export const ROUTE_MEANINGS: Readonly<Record<ClaimRoute, string>> = {
  "raw": "Computed from the primary data of the release.",
  "published-intermediate":
    "Computed from an intermediate that the authors published, such as a confusion matrix. This checks the arithmetic after it, not how it came about.",
  "model": "Computed by running a network.",
};
