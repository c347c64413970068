import type { Baseline } from "./params.ts";
import type { RunScores } from "./run_scores.ts";
import type { RunsScores } from "./over_runs.ts";

/** Someone or something whose explanations are scored. */
export interface Subject {
  /** An architecture's, or of {@link OTHERS}. */
  readonly id: string;
  /** For people. */
  readonly name: string;
}

/**
 * Those that are scored beside networks: two baselines, all that another rater
 * outlined, and what another rater outlined of the same characteristic.
 */
export const OTHERS = {
  centre: "centre",
  random: "random",
  rater: "dermatologist",
  same: "dermatologist_same",
} as const;

/** What baselines are called. */
export const BASELINE_NAMES: Readonly<Record<Baseline, string>> = {
  centre: "Centre map",
  random: "Random map",
};

/** The scores of a subject, read in one way. */
export interface SubjectScores {
  /** Whose scores. */
  readonly subject: Subject;
  /**
   * By characteristic, for each network of the subject; of a subject that is no
   * network, for each different set of images on which networks are judged,
   * under the name of the first of these networks.
   */
  readonly runs: readonly {
    readonly run: string;
    readonly rows: ReadonlyMap<string, RunScores>;
  }[];
  /** By characteristic, over the runs. */
  readonly rows: ReadonlyMap<string, RunsScores>;
}
