import {
  type LogisticFit,
  logisticRegression,
} from "../../../models/fitting/logistic_regression.ts";
import type { Matrix } from "../../../models/fitting/matrix.ts";
import {
  standardisation,
  standardised,
} from "../../../models/fitting/standardisation.ts";
import type { LinearHead } from "../../../models/architectures/with_linear_head.ts";

/** A head for features as they come, and how its fit went. */
export interface FittedHead {
  /** What makes scores of features. */
  readonly head: LinearHead;
  /** The fit to standardised features. */
  readonly fit: LogisticFit;
}

/**
 * Fits a logistic regression to features that are standardised for it, and folds mean
 * and deviation into its weights.
 *
 * @param l2 The weight of ½ Σ w² beside the summed loss, where features have deviation
 * 1: scikit-learn's 1 / C.
 */
export function fitHead(
  examples: { readonly features: Matrix; readonly labels: readonly number[] },
  { classes, l2 }: { readonly classes: number; readonly l2: number },
): FittedHead {
  const { features, labels } = examples;
  const { columns } = features;
  const scaling = standardisation(features);
  const fit = logisticRegression(
    { features: standardised(features, scaling), labels },
    { classes, c: 1 / l2 },
  );
  const weights = fit.weights.map((w, i) => w / scaling.scales[i % columns]!);
  const bias = fit.intercepts.map((intercept, k) =>
    scaling.means.reduce(
      (sum, mean, j) => sum - weights[k * columns + j]! * mean,
      intercept,
    )
  );
  return { head: { weights, bias }, fit };
}
