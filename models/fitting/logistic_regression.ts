import { factorise, solveFactorised } from "./cholesky.ts";
import type { Matrix } from "./matrix.ts";
import { SoftmaxObjective } from "./softmax_objective.ts";

/** What {@link logisticRegression} is told beside the examples. */
export interface LogisticRegressionOptions {
  /** How many classes there are; each must have an example. */
  readonly classes: number;
  /** The inverse strength of the penalty, above 0; scikit-learn's `C`. */
  readonly c: number;
  /**
   * The largest absolute derivative of the mean loss with its penalty, F / (C·n), at
   * which the fit is taken for done; 1e-9 unless said.
   */
  readonly tolerance?: number;
  /** Steps of Newton at most; 100 unless said. */
  readonly maxIterations?: number;
}

/** A linear classifier, and how well the fit has converged. */
export interface LogisticFit {
  /** Classes × features in row-major order. */
  readonly weights: Float64Array;
  /** One a class; they sum to 0. */
  readonly intercepts: Float64Array;
  /** F at the fit. */
  readonly objective: number;
  /** The largest absolute derivative of F / (C·n) at the fit. */
  readonly gradient: number;
  /** Steps taken. */
  readonly iterations: number;
}

/** The part of the expected descent that a step must make good (Armijo). */
const SUFFICIENT = 1e-4;

/** Differences of the objective below this share of it are rounding. */
const ROUNDING = 1e-13;

/**
 * Multinomial logistic regression with an L2 penalty, in the convention of
 * scikit-learn's `LogisticRegression(multi_class="multinomial")`: the minimum of
 *
 *     F(W, b) = ½ Σ W² + C · Σ_i −log softmax(W·x_i + b)[y_i]
 *
 * The intercepts b are not penalised. F is convex, and the minimum is unique but for
 * a constant that all intercepts share; theirs is the one that sums to 0. It is found
 * by Newton's method with a backtracking line search, from zero, and is the same to
 * the bit for the same examples in the same order.
 *
 * Time grows with (classes × features)³: meant for up to some hundred features.
 * Features of very different scales are to be standardised, since the penalty treats
 * all weights alike.
 *
 * @param features A row an example.
 * @param labels The class of each row, from 0.
 * @throws {RangeError} If there are no rows, the labels do not fit, a class has no
 * example, a number is not finite, or the tolerance is not reached.
 */
export function logisticRegression(
  { features, labels }: {
    readonly features: Matrix;
    readonly labels: ArrayLike<number>;
  },
  options: LogisticRegressionOptions,
): LogisticFit {
  const { classes, c, tolerance = 1e-9, maxIterations = 100 } = options;
  checkExamples({ features, labels, classes });
  if (!(c > 0 && Number.isFinite(c))) {
    throw new RangeError(
      `Cannot fit with c = ${c}: name a finite number above 0`,
    );
  }
  const scale = c * features.rows;
  const objective = new SoftmaxObjective({
    features,
    labels,
    classes,
    penalty: 1 / scale,
  });
  let at = place(objective, new Float64Array(objective.size));
  let iterations = 0;
  while (at.steepest > tolerance) {
    const next = iterations < maxIterations
      ? descend(objective, at)
      : undefined;
    if (next === undefined) {
      throw new RangeError(
        `Cannot fit to a tolerance of ${tolerance}: after ${iterations} steps a derivative of ${at.steepest} is left: standardise the features, lower "c" or raise "tolerance"`,
      );
    }
    at = next;
    iterations++;
  }
  return {
    ...unpacked(at.parameters, { classes, columns: features.columns }),
    objective: at.value * scale,
    gradient: at.steepest,
    iterations,
  };
}

/** A set of parameters, and the objective there. */
interface Place {
  readonly parameters: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** The largest absolute derivative. */
  readonly steepest: number;
}

function place(objective: SoftmaxObjective, parameters: Float64Array): Place {
  const gradient = objective.gradient(parameters);
  return {
    parameters,
    value: objective.value(parameters),
    gradient,
    steepest: gradient.reduce((most, x) => Math.max(most, Math.abs(x)), 0),
  };
}

/** One step of Newton, shortened until it descends; none if rounding hides descent. */
function descend(objective: SoftmaxObjective, at: Place): Place | undefined {
  const step = newtonStep(objective, at);
  if (step === undefined) return undefined;
  const slope = step.reduce((sum, x, i) => sum + x * at.gradient[i]!, 0);
  for (let length = 1; length > 1e-10; length /= 2) {
    const next = place(
      objective,
      at.parameters.map((x, i) => x + length * step[i]!),
    );
    const gain = at.value - next.value;
    if (gain >= -SUFFICIENT * length * slope) return next;
    // Close to the minimum the values are equal, and the gradient alone still tells.
    const hidden = Math.abs(gain) <= ROUNDING * Math.abs(at.value);
    if (hidden && next.steepest < at.steepest) return next;
  }
  return undefined;
}

/**
 * −H⁻¹·g; where H is singular to working precision, with its diagonal raised. None if
 * that does not help, because features are so large that H overflows.
 */
function newtonStep(
  objective: SoftmaxObjective,
  at: Place,
): Float64Array | undefined {
  const downhill = at.gradient.map((x) => -x);
  const { size } = objective;
  for (let raised = 0; raised < 1; raised = Math.max(1e-14, 10 * raised)) {
    const matrix = objective.curvature(at.parameters);
    for (let i = 0; i < size; i++) matrix[i * size + i]! += raised;
    if (factorise(matrix, size)) return solveFactorised(matrix, downhill);
  }
  return undefined;
}

function unpacked(
  parameters: Float64Array,
  { classes, columns }: { readonly classes: number; readonly columns: number },
): Pick<LogisticFit, "weights" | "intercepts"> {
  const weights = new Float64Array(classes * columns);
  const intercepts = new Float64Array(classes);
  for (let k = 0; k < classes; k++) {
    const from = k * (columns + 1);
    weights.set(parameters.subarray(from, from + columns), k * columns);
    intercepts[k] = parameters[from + columns]!;
  }
  return { weights, intercepts };
}

function checkExamples(
  { features, labels, classes }: {
    readonly features: Matrix;
    readonly labels: ArrayLike<number>;
    readonly classes: number;
  },
): void {
  const { rows, columns, data } = features;
  if (rows === 0) {
    throw new RangeError(
      "Cannot fit to no examples: supply some of each class",
    );
  }
  if (labels.length !== rows || data.length !== rows * columns) {
    throw new RangeError(
      `Cannot fit ${rows} rows of ${columns} features to ${labels.length} labels and ${data.length} numbers: supply one label a row and all features of each`,
    );
  }
  const counts = new Array<number>(classes).fill(0);
  for (let row = 0; row < rows; row++) {
    const label = labels[row]!;
    if (counts[label] === undefined) {
      throw new RangeError(
        `Cannot fit row ${row} of class ${label}: classes are whole numbers from 0 to ${
          classes - 1
        }`,
      );
    }
    counts[label]++;
  }
  const empty = counts.indexOf(0);
  if (empty >= 0) {
    throw new RangeError(
      `Cannot fit class ${empty}: it has no example, and its intercept would have no minimum: leave the class out or supply examples`,
    );
  }
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) {
      throw new RangeError(
        `Cannot fit to ${data[i]}, feature ${i % columns} of row ${
          Math.floor(i / columns)
        }: supply finite numbers`,
      );
    }
  }
}
