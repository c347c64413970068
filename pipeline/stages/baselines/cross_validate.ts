import { type MacroScores, macroScores } from "../../metrics/macro_scores.ts";
import { multiOutputScores } from "../../metrics/multi_output_scores.ts";
import { answers } from "./answers.ts";
import type { FoldExamples } from "./example.ts";
import { indicator } from "./indicator.ts";
import { type LearnerSettings, targetOf } from "./learner_settings.ts";

/** How a learner did on one fold. */
export interface FoldOutcome {
  /** The classes that each image of the test part is given to, by index. */
  readonly answers: readonly (readonly number[])[];
  /** What they are worth. */
  readonly scores: MacroScores;
}

/**
 * Learns and answers anew for each fold.
 *
 * Answers that name one class each are scored over the classes that occur, those that
 * may name none or several over all classes, and an image only counts as right if its
 * class and no other is named: as scikit-learn does with either.
 *
 * @param options.classes How many classes there are.
 * @throws {RangeError} If a fold has nothing to test, or the learner cannot learn
 * from it.
 */
export function crossValidate(
  folds: readonly FoldExamples[],
  options: {
    readonly settings: LearnerSettings;
    readonly classes: number;
  },
): FoldOutcome[] {
  const { settings, classes } = options;
  return folds.map((fold, number) => {
    if (fold.test.length === 0) {
      throw new RangeError(
        `Cannot test on fold ${number}: none of its test images has features: count them as having none of the characteristics, or supply their labels`,
      );
    }
    const given = answers(fold, options);
    const reference = fold.test.map(({ label }) => label);
    const scores = targetOf(settings) === "class"
      ? macroScores(given.map(([label]) => label!), reference)
      : multiOutputScores(given.flatMap((own) => indicator(own, classes)), {
        reference: reference.flatMap((label) => indicator([label], classes)),
        outputs: classes,
      });
    return { answers: given, scores: scores! };
  });
}
