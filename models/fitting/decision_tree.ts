import { bestSplit, type Question } from "./best_split.ts";
import { ClassTally, targetsOf } from "./class_tally.ts";
import type { Classifier } from "./classifier.ts";
import { checkExamples, checkFeatures, type Examples } from "./examples.ts";

/** A node that asks. */
export interface TreeSplit extends Question {
  /** Where rows go whose feature is at most the threshold. */
  readonly low: TreeNode;
  /** Where the others go. */
  readonly high: TreeNode;
}

/** A node that answers. */
export interface TreeLeaf {
  /** One class an output. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** A node of a {@link DecisionTree}. */
export type TreeNode = TreeSplit | TreeLeaf;

/** A classifier that asks about one feature after another. */
export interface DecisionTree extends Classifier {
  /** The first question, or the only answer. */
  readonly root: TreeNode;
}

/** What {@link decisionTree} is told beside the examples. */
export interface DecisionTreeOptions {
  /** How many labels a row has; 1 unless said. */
  readonly outputs?: number;
}

/**
 * A classification tree (CART) with the defaults of scikit-learn's
 * `DecisionTreeClassifier`: Gini's impurity, averaged over the outputs; the best split
 * of each node, even if it gains nothing; grown until the rows of a leaf have equal
 * labels or equal features. A leaf answers with its most frequent class, of equals the
 * lowest, each output by itself: several outputs that part a row's class into yes and
 * no may all answer no.
 *
 * Which of equally good splits is taken, scikit-learn draws by lot. Here it is the one
 * of the lowest column, then of the lowest threshold, which is one of the trees that
 * it may grow; the others come of columns in another order. The comparison holds for
 * features that are whole numbers: scikit-learn rounds others to single precision.
 *
 * @throws {RangeError} If there are no rows, the labels do not fit, or a number is not
 * finite.
 */
export function decisionTree(
  examples: Examples,
  { outputs = 1 }: DecisionTreeOptions = {},
): DecisionTree {
  checkExamples(examples, outputs);
  const { features } = examples;
  const { columns, data } = features;
  const targets = targetsOf(examples.labels, outputs);

  const grow = (rows: Uint32Array): TreeNode => {
    const tally = new ClassTally(targets, rows);
    const question = tally.gini() === 0
      ? undefined
      : bestSplit(rows, { features, targets });
    if (question === undefined) return { labels: tally.majority() };
    const { feature, threshold } = question;
    const isLow = (row: number) => data[row * columns + feature]! <= threshold;
    return {
      feature,
      threshold,
      low: grow(rows.filter(isLow)),
      high: grow(rows.filter((row) => !isLow(row))),
    };
  };

  const root = grow(Uint32Array.from({ length: features.rows }, (_, i) => i));
  return {
    root,
    predict(asked): Uint8Array<ArrayBuffer> {
      checkFeatures(asked, columns);
      const labels = new Uint8Array(asked.rows * outputs);
      for (let row = 0; row < asked.rows; row++) {
        let node = root;
        while ("feature" in node) {
          const value = asked.data[row * columns + node.feature]!;
          node = value <= node.threshold ? node.low : node.high;
        }
        labels.set(node.labels, row * outputs);
      }
      return labels;
    },
  };
}
