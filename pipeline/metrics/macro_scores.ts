import { accuracy } from "./accuracy.ts";
import { type MacroRates, macroRates } from "./macro_rates.ts";
import { oneVsRest } from "./one_vs_rest.ts";

/** How well rows were classified. */
export interface MacroScores extends MacroRates {
  /** The share of rows whose labels are all right, in [0, 1]. */
  readonly accuracy: number;
}

/**
 * Scores of predictions with one label a row. The rates are averaged over the classes
 * that occur among the predictions or the references, as scikit-learn does with
 * `average="macro"`. `undefined` without predictions.
 *
 * @throws {RangeError} If the two lists differ in length.
 */
export function macroScores<T>(
  predicted: readonly T[],
  reference: readonly T[],
): MacroScores | undefined {
  const right = accuracy(predicted, reference);
  const rates = macroRates(
    [...new Set([...predicted, ...reference])].map((positive) =>
      oneVsRest(predicted, { reference, positive })
    ),
  );
  return right === undefined || rates === undefined
    ? undefined
    : { ...rates, accuracy: right };
}
