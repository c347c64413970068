import { categoryLikelihoods } from "./category_likelihoods.ts";
import type { Classifier } from "./classifier.ts";
import { checkExamples, checkFeatures, type Examples } from "./examples.ts";
import type { Matrix } from "./matrix.ts";

/** A classifier that takes features for independent within a class. */
export interface CategoricalNaiveBayes extends Classifier {
  /** The classes that have examples, ascending. */
  readonly classes: Uint8Array<ArrayBuffer>;
  /**
   * ln P(row and class): rows × {@link classes}.
   *
   * @throws {RangeError} As `predict` does.
   */
  jointLogLikelihood(features: Matrix): Float64Array<ArrayBuffer>;
}

/** What {@link categoricalNaiveBayes} is told beside the examples. */
export interface CategoricalNaiveBayesOptions {
  /** What is added to each count, above 0 (Laplace's smoothing); 1 unless said. */
  readonly alpha?: number;
  /**
   * How many categories a feature has at least, whether or not examples show them,
   * from 1 to 256; 1 unless said. It matters to the smoothing.
   */
  readonly minCategories?: number;
}

/** Logarithms of likelihoods that differ by less than this are equal but for rounding. */
const ROUNDING = 1e-12;

/**
 * Naive Bayes for features that are categories, whole numbers from 0 to 255, with the
 * defaults of scikit-learn's `CategoricalNB`:
 *
 *     P(class) = n_class / n
 *     P(category | class) = (count + alpha) / (n_class + alpha · categories)
 *
 * for each feature, whose categories go from 0 to the largest of the examples. A row
 * is given to the most likely class, of equals the lowest; which one scikit-learn
 * takes depends on rounding.
 *
 * A category above those of the examples has no likelihood: scikit-learn fails with
 * an IndexError, and `predict` with a RangeError that names the place. Where the
 * categories are known beforehand, such as absent and present, `minCategories` makes
 * room for them.
 *
 * @throws {RangeError} If there are no rows, the labels do not fit, a feature is not a
 * category, or an option is out of range.
 */
export function categoricalNaiveBayes(
  examples: Examples,
  { alpha = 1, minCategories = 1 }: CategoricalNaiveBayesOptions = {},
): CategoricalNaiveBayes {
  checkExamples(examples, 1);
  checkOptions({ alpha, minCategories });
  const { features, labels } = examples;
  const { rows, columns } = features;
  const classes = Uint8Array.from(new Set(Array.from(labels))).sort();
  const places = Uint8Array.from(labels, (label) => classes.indexOf(label));
  const sizes = new Float64Array(classes.length);
  for (const place of places) sizes[place]!++;
  const likelihoods = Array.from(
    { length: columns },
    (_, feature) =>
      categoryLikelihoods(
        { features, feature, places, sizes },
        { alpha, minCategories },
      ),
  );

  const jointLogLikelihood = (asked: Matrix): Float64Array<ArrayBuffer> => {
    checkFeatures(asked, columns);
    const joint = new Float64Array(asked.rows * classes.length);
    for (let row = 0; row < asked.rows; row++) {
      const sums = joint.subarray(row * classes.length);
      for (const [feature, ofCategory] of likelihoods.entries()) {
        const category = asked.data[row * columns + feature]!;
        const logs = ofCategory[category];
        if (logs === undefined) {
          throw new RangeError(
            `Cannot classify category ${category}, feature ${feature} of row ${row}: of the examples it is a whole number from 0 to ${
              ofCategory.length - 1
            }: raise "minCategories" or leave the row out`,
          );
        }
        for (const [place, log] of logs.entries()) sums[place]! += log;
      }
      for (const [place, size] of sizes.entries()) {
        sums[place]! += Math.log(size) - Math.log(rows);
      }
    }
    return joint;
  };

  return {
    classes,
    jointLogLikelihood,
    predict(asked): Uint8Array<ArrayBuffer> {
      const joint = jointLogLikelihood(asked);
      return new Uint8Array(asked.rows).map((_, row) => {
        const from = row * classes.length;
        const logs = joint.subarray(from, from + classes.length);
        const most = Math.max(...logs);
        const equal = ROUNDING * Math.max(1, Math.abs(most));
        return classes[logs.findIndex((log) => log >= most - equal)]!;
      });
    },
  };
}

function checkOptions(
  { alpha, minCategories }: Required<CategoricalNaiveBayesOptions>,
): void {
  if (!(alpha > 0 && Number.isFinite(alpha))) {
    throw new RangeError(
      `Cannot smooth by ${alpha}: "alpha" is a finite number above 0`,
    );
  }
  if (
    !(Number.isInteger(minCategories) && minCategories >= 1 &&
      minCategories <= 256)
  ) {
    throw new RangeError(
      `Cannot tell ${minCategories} categories apart: "minCategories" is a whole number from 1 to 256`,
    );
  }
}
