import type { WeightsNetwork } from "./weights.ts";

/**
 * The framework paper's networks, ten folds each.
 *
 * The paper's code calls the second one's training `guided_attention`.
 */
export const DERMXDB_WEIGHTS: {
  readonly networks: readonly Omit<WeightsNetwork, "files">[];
  readonly folds: number;
} = {
  networks: [
    { id: "dermx", words: [] },
    { id: "dermx_plus", words: ["plus", "+", "guided", "attention"] },
  ],
  folds: 10,
};
