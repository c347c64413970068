import type { Matrix } from "./matrix.ts";

/** What {@link SoftmaxObjective} measures a fit against. */
export interface LabelledRows {
  /** A row an example, a column a feature. */
  readonly features: Matrix;
  /** The class of each row, from 0. */
  readonly labels: ArrayLike<number>;
  /** How many classes there are. */
  readonly classes: number;
  /** The weight of the penalty ½‖w‖² beside the mean loss. */
  readonly penalty: number;
}

/**
 * The mean log-loss of a softmax over linear scores, with an L2 penalty:
 *
 *     F(w, b) = 1/n Σ_i −log softmax(W·x_i + b)[y_i] + penalty/2 · Σ w²
 *
 * Parameters are one list: for each class its weights, then its intercept, which is
 * not penalised. All derivatives are exact.
 */
export class SoftmaxObjective {
  /** How many parameters there are. */
  readonly size: number;
  readonly #rows: LabelledRows;
  /** Parameters a class: its weights and its intercept. */
  readonly #stride: number;

  /** Keeps the examples; they must not change afterwards. */
  constructor(rows: LabelledRows) {
    this.#rows = rows;
    this.#stride = rows.features.columns + 1;
    this.size = rows.classes * this.#stride;
  }

  /** F. */
  value(parameters: Float64Array): number {
    const { features: { rows }, labels } = this.#rows;
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      const scores = this.#scores(parameters, row);
      loss += logSumExp(scores) - scores[labels[row]!]!;
    }
    return loss / rows + this.#penaltyOf(parameters);
  }

  /** The derivatives of F by each parameter. */
  gradient(parameters: Float64Array): Float64Array {
    const { features, labels, classes, penalty } = this.#rows;
    const { rows, columns, data } = features;
    const gradient = new Float64Array(this.size);
    for (let row = 0; row < rows; row++) {
      const shares = softmax(this.#scores(parameters, row));
      for (let k = 0; k < classes; k++) {
        const excess = (shares[k]! - (labels[row] === k ? 1 : 0)) / rows;
        const at = k * this.#stride;
        for (let j = 0; j < columns; j++) {
          gradient[at + j]! += excess * data[row * columns + j]!;
        }
        gradient[at + columns]! += excess;
      }
    }
    for (let i = 0; i < this.size; i++) {
      if (!this.#isIntercept(i)) gradient[i]! += penalty * parameters[i]!;
    }
    return gradient;
  }

  /**
   * The lower triangle of the second derivatives of F, in row-major order.
   *
   * F does not change when all intercepts grow alike. That direction is given the
   * curvature of a penalty ½(Σ b)²: the gradient along it is zero, so a step of Newton
   * is the same but for leaving the intercepts' sum alone, and the matrix can be
   * inverted.
   */
  curvature(parameters: Float64Array): Float64Array {
    const { features, classes, penalty } = this.#rows;
    const { rows, columns, data } = features;
    const { size } = this;
    const stride = this.#stride;
    const matrix = new Float64Array(size * size);
    const x = new Float64Array(stride).fill(1);
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < columns; j++) x[j] = data[row * columns + j]!;
      const shares = softmax(this.#scores(parameters, row));
      for (let k = 0; k < classes; k++) {
        for (let l = 0; l <= k; l++) {
          const weight = shares[k]! * ((k === l ? 1 : 0) - shares[l]!) / rows;
          for (let i = 0; i < stride; i++) {
            // Binary features are mostly 0, of which nothing comes.
            if (x[i] === 0) continue;
            const scaled = weight * x[i]!;
            const at = (k * stride + i) * size + l * stride;
            for (let j = 0; j <= i; j++) matrix[at + j]! += scaled * x[j]!;
          }
        }
      }
    }
    this.#mirrorBlocks(matrix);
    for (let i = 0; i < size; i++) {
      if (!this.#isIntercept(i)) {
        matrix[i * size + i]! += penalty;
        continue;
      }
      for (let j = columns; j <= i; j += stride) matrix[i * size + j]! += 1;
    }
    return matrix;
  }

  /** Completes the blocks of two classes, which are symmetric in themselves. */
  #mirrorBlocks(matrix: Float64Array): void {
    const { size } = this;
    const stride = this.#stride;
    for (let row = 0; row < size; row++) {
      const i = row % stride;
      for (let block = 0; block < row - i; block += stride) {
        for (let j = i + 1; j < stride; j++) {
          matrix[row * size + block + j] =
            matrix[(row - i + j) * size + block + i]!;
        }
      }
    }
  }

  #isIntercept(parameter: number): boolean {
    return parameter % this.#stride === this.#stride - 1;
  }

  #penaltyOf(parameters: Float64Array): number {
    const squares = parameters.reduce(
      (sum, x, i) => this.#isIntercept(i) ? sum : sum + x * x,
      0,
    );
    return this.#rows.penalty / 2 * squares;
  }

  #scores(parameters: Float64Array, row: number): Float64Array {
    const { features: { columns, data }, classes } = this.#rows;
    const scores = new Float64Array(classes);
    for (let k = 0; k < classes; k++) {
      const at = k * this.#stride;
      let score = parameters[at + columns]!;
      for (let j = 0; j < columns; j++) {
        score += parameters[at + j]! * data[row * columns + j]!;
      }
      scores[k] = score;
    }
    return scores;
  }
}

function logSumExp(scores: Float64Array): number {
  let largest = -Infinity;
  for (let k = 0; k < scores.length; k++) {
    largest = Math.max(largest, scores[k]!);
  }
  let sum = 0;
  for (let k = 0; k < scores.length; k++) sum += Math.exp(scores[k]! - largest);
  return largest + Math.log(sum);
}

/** In place. */
function softmax(scores: Float64Array): Float64Array {
  const whole = logSumExp(scores);
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k]! - whole);
  }
  return scores;
}
