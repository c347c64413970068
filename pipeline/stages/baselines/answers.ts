import { categoricalNaiveBayes } from "../../../models/fitting/categorical_naive_bayes.ts";
import type { Classifier } from "../../../models/fitting/classifier.ts";
import { decisionTree } from "../../../models/fitting/decision_tree.ts";
import type { Examples } from "../../../models/fitting/examples.ts";
import { linearClassifier } from "../../../models/fitting/linear_classifier.ts";
import { logisticRegression } from "../../../models/fitting/logistic_regression.ts";
import type { Matrix } from "../../../models/fitting/matrix.ts";
import { nearestNeighbours } from "../../../models/fitting/nearest_neighbours.ts";
import type { Example, FoldExamples } from "./example.ts";
import { type LearnerSettings, targetOf } from "./learner_settings.ts";

/**
 * Learns from one part of a fold and answers about the other: for each image the
 * classes that it is given to, by index.
 *
 * @param options.classes How many classes there are.
 * @throws {RangeError} If the learner cannot learn from these examples.
 */
export function answers(
  { train, test }: FoldExamples,
  { settings, classes }: {
    readonly settings: LearnerSettings;
    readonly classes: number;
  },
): number[][] {
  const oneHot = targetOf(settings) === "one-hot";
  const outputs = oneHot ? classes : 1;
  const labels = oneHot
    ? indicators(train, classes)
    : train.map(({ label }) => label);
  const learnt = fitted(
    { features: matrixOf(train), labels },
    { settings, classes, outputs },
  );
  // With few binary features most images look like others, and are answered alike.
  const asked = new Map(test.map((example) => [lookOf(example), example]));
  const predicted = [...learnt.predict(matrixOf([...asked.values()]))];
  const given = new Map(
    [...asked.keys()].map((look, row) => {
      const own = predicted.slice(row * outputs, (row + 1) * outputs);
      return [
        look,
        oneHot ? own.flatMap((yes, k) => yes === 1 ? [k] : []) : own,
      ];
    }),
  );
  return test.map((example) => given.get(lookOf(example))!);
}

/** The same for images with the same characteristics. */
function lookOf({ features }: Example): string {
  return features.join("");
}

function fitted(
  examples: Examples,
  { settings, classes, outputs }: {
    readonly settings: LearnerSettings;
    readonly classes: number;
    readonly outputs: number;
  },
): Classifier {
  switch (settings.kind) {
    case "logistic-regression": {
      const { c } = settings;
      return linearClassifier(logisticRegression(examples, { classes, c }));
    }
    case "decision-tree":
      return decisionTree(examples, { outputs });
    case "nearest-neighbours": {
      const { k, ties } = settings;
      return nearestNeighbours(examples, { k, ties, outputs });
    }
    case "categorical-naive-bayes": {
      const { alpha, minCategories } = settings;
      return categoricalNaiveBayes(examples, { alpha, minCategories });
    }
  }
}

function matrixOf(examples: readonly Example[]): Matrix {
  const columns = examples[0]?.features.length ?? 0;
  const data = new Uint8Array(examples.length * columns);
  examples.forEach(({ features }, row) => data.set(features, row * columns));
  return { rows: examples.length, columns, data };
}

/** For each example and class whether it is the one: 1 or 0. */
function indicators(
  examples: readonly Example[],
  classes: number,
): Uint8Array {
  const labels = new Uint8Array(examples.length * classes);
  examples.forEach(({ label }, row) => labels[row * classes + label] = 1);
  return labels;
}
