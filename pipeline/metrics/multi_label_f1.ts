import { averageF1, type F1Average } from "./average_f1.ts";
import type { Confusion } from "./confusion.ts";
import type { UndefinedRule } from "./undefined_rule.ts";

/**
 * How answers to several questions about each image become one F1: averaged over the
 * questions as {@link F1Average} says, or with `"images"` over the images, each with an
 * F1 over its questions; scikit-learn calls that `"samples"`.
 */
export type MultiLabelAverage = F1Average | "images";

/** What {@link multiLabelF1} goes by. */
export interface MultiLabelOptions {
  /** What holds of each image, in the order of the predictions. */
  readonly reference: readonly (readonly boolean[])[];
  /** What is averaged. */
  readonly average: MultiLabelAverage;
  /** What F1 counts as of a question, or of an image, to which neither side says yes. */
  readonly undefinedRates: UndefinedRule;
}

/**
 * F1 of predictions that say yes or no to each of several questions, in [0, 1];
 * `undefined` without images, or if nothing is left to average.
 *
 * @param predicted A row an image, an answer a question.
 * @throws {RangeError} If the two sides differ in images or questions.
 */
export function multiLabelF1(
  predicted: readonly (readonly boolean[])[],
  { reference, average, undefinedRates }: MultiLabelOptions,
): number | undefined {
  const counts = average === "images"
    ? rowConfusions(predicted, reference)
    : columnConfusions(predicted, reference);
  return averageF1(counts, {
    average: average === "images" ? "macro" : average,
    undefinedRates,
  });
}

/**
 * The counts of each question over all images; none without images.
 *
 * @throws {RangeError} If the two sides differ in images or questions.
 */
export function columnConfusions(
  predicted: readonly (readonly boolean[])[],
  reference: readonly (readonly boolean[])[],
): Confusion[] {
  assertAlike(predicted, reference);
  const questions = predicted[0]?.length ?? 0;
  return Array.from(
    { length: questions },
    (_, k) =>
      confusionOf(
        predicted.map((row) => row[k]!),
        reference.map((row) => row[k]!),
      ),
  );
}

function rowConfusions(
  predicted: readonly (readonly boolean[])[],
  reference: readonly (readonly boolean[])[],
): Confusion[] {
  assertAlike(predicted, reference);
  return predicted.map((row, i) => confusionOf(row, reference[i]!));
}

function confusionOf(
  predicted: readonly boolean[],
  reference: readonly boolean[],
): Confusion {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  predicted.forEach((said, i) => {
    if (said) counts[reference[i] ? "tp" : "fp"]++;
    else counts[reference[i] ? "fn" : "tn"]++;
  });
  return counts;
}

function assertAlike(
  predicted: readonly (readonly boolean[])[],
  reference: readonly (readonly boolean[])[],
): void {
  if (predicted.length !== reference.length) {
    throw new RangeError(
      `Cannot compare predictions of ${predicted.length} images with references of ${reference.length}: supply one reference for each prediction`,
    );
  }
  const questions = predicted[0]?.length;
  const odd = [...predicted, ...reference].find((row) =>
    row.length !== questions
  );
  if (odd !== undefined) {
    throw new RangeError(
      `Cannot compare rows of ${questions} and of ${odd.length} answers: answer every question of every image`,
    );
  }
}
