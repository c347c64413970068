import type { Judgement } from "./judge_learner.ts";

/** What comes of the labels of one selection of evaluations. */
export interface SelectionResults {
  /** In kebab-case. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** How many images of the folds have features. */
  readonly images: number;
  /** By learner. */
  readonly judgements: readonly Judgement[];
}
