import type { MacroScores } from "../../metrics/macro_scores.ts";
import type { Orders } from "./judge_learner.ts";
import type { LearnerSettings } from "./learner_settings.ts";

/** How many images a part of a fold has. */
export interface PartCounts {
  /** As the fold lists them. */
  readonly listed: number;
  /** Those of them that were used. */
  readonly used: number;
}

/** A fold in numbers. */
export interface FoldCounts {
  /** What was learnt from. */
  readonly train: PartCounts;
  /** What was asked about. */
  readonly test: PartCounts;
}

/** How a learner did on a fold. */
export interface FoldScores extends MacroScores {
  /** Images that were given to no class. */
  readonly without_answer: number;
  /** Images that were given to several. */
  readonly several_answers: number;
}

/** How a learner did. */
export interface LearnerDetails {
  /** As the tables name it. */
  readonly name: string;
  /** As the study has them. */
  readonly settings: LearnerSettings;
  /** By fold. */
  readonly folds: readonly FoldScores[];
  /** `null` if no order decides its answers, or none was drawn. */
  readonly orders: Orders | null;
}

/** What stands behind the scores of interpretable baselines: `baselines.json`. */
export interface BaselineDetails {
  /** Images of the folds. */
  readonly images: {
    /** All of them. */
    readonly listed: number;
    /** Those that have features. */
    readonly described: number;
    /** Those that have none, sorted. */
    readonly undescribed: readonly string[];
    /** Images with features that no fold lists. */
    readonly unlisted: number;
  };
  /** By number. */
  readonly folds: readonly FoldCounts[];
  /** In the order of the tables. */
  readonly learners: readonly LearnerDetails[];
}
