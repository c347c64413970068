import type { FoldExamples } from "./example.ts";
import type { Judgement } from "./judge_learner.ts";

/** What stands between two diagnoses that are both given to an image. */
const SEPARATOR = "|";

/** What stands in front of the learners' columns of `predictions.csv`. */
const LEADING = ["fold", "image", "diagnosis"];

/** `predictions.csv`, for `writeCsv`. */
export interface PredictionTable {
  /** `fold`, `image`, `diagnosis` and each learner by name. */
  readonly columns: readonly string[];
  /** One a test image, in the order of the folds. */
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/**
 * What each learner answers of each test image: a diagnosis, none, or several with
 * `|` between them.
 */
export function predictionRows(
  judgements: readonly Judgement[],
  { examples, diagnoses }: {
    readonly examples: readonly FoldExamples[];
    readonly diagnoses: readonly string[];
  },
): PredictionTable {
  const rows = examples.flatMap(({ test }, fold) =>
    test.map(({ image, label }, i) => ({
      fold,
      image,
      diagnosis: diagnoses[label]!,
      ...Object.fromEntries(
        judgements.map(({ learner, folds }) => [
          learner.name,
          folds[fold]!.answers[i]!.map((k) => diagnoses[k]).join(SEPARATOR),
        ]),
      ),
    }))
  );
  const names = judgements.map(({ learner }) => learner.name);
  return { columns: [...LEADING, ...names], rows };
}
