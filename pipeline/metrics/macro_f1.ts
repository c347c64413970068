import { meanStd } from "./mean_std.ts";
import { oneVsRest } from "./one_vs_rest.ts";
import { f1 } from "./rates.ts";

/**
 * The unweighted mean of the F1 scores of all classes that occur among the
 * predictions or the references, in [0, 1]; `undefined` without predictions.
 *
 * It is symmetric: exchanging predictions and references changes nothing.
 *
 * @throws {RangeError} If the two lists differ in length.
 */
export function macroF1<T>(
  predicted: readonly T[],
  reference: readonly T[],
): number | undefined {
  // A class that occurs has a positive on one side, so its F1 is defined. The
  // scores are summed in order of size, since the order in which classes first
  // occur depends on which side is called the prediction.
  const scores = [...new Set([...predicted, ...reference])]
    .map((positive) => f1(oneVsRest(predicted, { reference, positive })) ?? 0)
    .sort((a, b) => a - b);
  return meanStd(scores, { std: "population" }).mean;
}
