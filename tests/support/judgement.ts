import type { Judgement } from "../../pipeline/stages/baselines/judge_learner.ts";

/** The judgement of a learner on two folds of two and one images. */
export const JUDGEMENT: Judgement = {
  learner: {
    name: "Nearest, of all",
    settings: {
      kind: "nearest-neighbours",
      k: 1,
      ties: "earlier",
      target: "one-hot",
    },
  },
  folds: [
    {
      answers: [[0], []],
      scores: { recall: 0.25, precision: 0.5, f1: 0.125, accuracy: 0.5 },
    },
    {
      answers: [[0, 1]],
      scores: { recall: 0.75, precision: 1, f1: 0.375, accuracy: 0 },
    },
  ],
  summary: {
    recall: { mean: 0.5, std: 0.25 },
    f1: { mean: 0.25, std: 0.125 },
    accuracy: { mean: 0.25 },
  },
  orders: {
    of: "rows",
    means: {
      recall: [0.5, 0.25, 0.75],
      f1: [0.5, 0.375, 0.25],
      accuracy: [0, 0.5, 1],
    },
  },
};
