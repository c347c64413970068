import type { Fold } from "../../../data/dermx/fold.ts";
import type { BaselineDetails } from "./details.ts";
import type { FoldExamples } from "./example.ts";
import type { Judgement } from "./judge_learner.ts";

/** What {@link detailsOf} counts. */
export interface Trial {
  /** As they are published. */
  readonly folds: readonly Fold[];
  /** As they were used. */
  readonly examples: readonly FoldExamples[];
  /** The images that have features. */
  readonly described: ReadonlySet<string>;
  /** By learner. */
  readonly judgements: readonly Judgement[];
}

/** A trial of learners in numbers. */
export function detailsOf(
  { folds, examples, described, judgements }: Trial,
): BaselineDetails {
  const rows = folds.flatMap(({ train, test }) => [...train, ...test]);
  const listed = new Set(rows.map(({ image }) => image));
  return {
    images: {
      listed: listed.size,
      described: listed.intersection(described).size,
      undescribed: [...listed.difference(described)].sort(),
      unlisted: described.difference(listed).size,
    },
    folds: folds.map(({ train, test }, i) => ({
      train: { listed: train.length, used: examples[i]!.train.length },
      test: { listed: test.length, used: examples[i]!.test.length },
    })),
    learners: judgements.map((
      { learner: { name, settings }, ...judgement },
    ) => ({
      name,
      settings,
      folds: judgement.folds.map(({ scores, answers }) => ({
        ...scores,
        without_answer: answers.filter((own) => own.length === 0).length,
        several_answers: answers.filter((own) => own.length > 1).length,
      })),
      orders: judgement.orders ?? null,
    })),
  };
}
