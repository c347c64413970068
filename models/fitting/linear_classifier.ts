import { argmax } from "./argmax.ts";
import type { Classifier } from "./classifier.ts";
import { checkFeatures } from "./examples.ts";
import type { LogisticFit } from "./logistic_regression.ts";

/**
 * Gives each row to the class with the highest score W·x + b, of equals the lowest.
 *
 * @param fit What logistic regression has found: the scores are the logarithms of its
 * probabilities but for a constant a row.
 */
export function linearClassifier(
  { weights, intercepts }: Pick<LogisticFit, "weights" | "intercepts">,
): Classifier {
  const columns = weights.length / intercepts.length;
  return {
    predict(features): Uint8Array<ArrayBuffer> {
      checkFeatures(features, columns);
      return new Uint8Array(features.rows).map((_, row) =>
        argmax(intercepts.map((intercept, k) => {
          let score = intercept;
          for (let j = 0; j < columns; j++) {
            score += weights[k * columns + j]! *
              features.data[row * columns + j]!;
          }
          return score;
        }))
      );
    },
  };
}
