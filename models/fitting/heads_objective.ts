import { checkHeadExamples, type HeadExamples } from "./head_examples.ts";
import {
  type HeadExtents,
  type HeadLayers,
  headLayers,
  headSize,
} from "./head_layers.ts";
import { type HeadScores, headScores } from "./head_scores.ts";
import type { ObjectiveValue } from "./objective.ts";

/**
 * What DermX minimises (framework paper: cross-entropy of diagnoses and mean binary
 * cross-entropy of characteristics, both with the factor 1), with an L2 penalty:
 *
 *     1/n Σ_i −log softmax(dx_i)[diagnosis_i]
 *       + 1/(m·K) Σ_j Σ_k −log sigmoid(±cx_jk) + l2/2 · Σ W²
 *
 * over all n images, and over the K characteristics of those m of whom somebody said
 * which they have. Biases are not penalised.
 *
 * It is not convex, and has kinks where a ReLU begins to let through.
 */
export class HeadsObjective {
  /** How many parameters there are. */
  readonly size: number;
  readonly #extents: HeadExtents;
  readonly #l2: number;
  readonly #examples: HeadExamples;
  /** The features of each image. */
  readonly #rows: readonly Float64Array[];
  /** Images whose characteristics are known. */
  readonly #labelled: number;

  /**
   * Keeps a copy of the features.
   *
   * @throws {RangeError} If there are no images, or their parts do not fit together.
   */
  constructor(
    examples: HeadExamples,
    { l2, ...extents }: HeadExtents & { readonly l2: number },
  ) {
    checkHeadExamples(examples, extents);
    const { rows, columns, data } = examples.features;
    const copied = Float64Array.from(data);
    this.size = headSize(extents);
    this.#extents = extents;
    this.#l2 = l2;
    this.#examples = examples;
    this.#rows = Array.from(
      { length: rows },
      (_, row) => copied.subarray(row * columns, (row + 1) * columns),
    );
    this.#labelled = examples.characteristics
      .filter((present) => present !== null).length;
  }

  /** The layers that parameters are. */
  layers(parameters: Float64Array): HeadLayers {
    return headLayers(parameters, this.#extents);
  }

  /** What parameters make of each image. */
  scores(parameters: Float64Array): HeadScores[] {
    const layers = this.layers(parameters);
    return this.#rows.map((features) => headScores(layers, features));
  }

  /** The objective and its exact derivatives; that of ReLU at 0 is 0. */
  evaluate(parameters: Float64Array): ObjectiveValue {
    const layers = this.layers(parameters);
    const gradient = new Float64Array(this.size);
    const slopes = this.layers(gradient);
    let value = 0;
    for (const [i, features] of this.#rows.entries()) {
      value += this.#loss(i, { features, layers, slopes });
    }
    for (const name of ["cxHidden", "cx", "dxHidden", "dx"] as const) {
      value += this.#penalty(layers[name].weights, slopes[name].weights);
    }
    return { value, gradient };
  }

  /** An image's part of the mean losses; their slopes are added to the gradient. */
  #loss(
    image: number,
    { features, layers, slopes }: {
      readonly features: Float64Array;
      readonly layers: HeadLayers;
      readonly slopes: HeadLayers;
    },
  ): number {
    const { hidden, cx, joined, dx } = headScores(layers, features);
    const diagnosis = crossEntropy(dx, {
      label: this.#examples.diagnoses[image]!,
      weight: 1 / this.#rows.length,
    });
    slopes.dx.accumulate(diagnosis.slope, joined);
    const back = layers.dx.transposed(diagnosis.slope);
    const forHidden = open(back.subarray(0, layers.dxHidden.outputs), joined);
    slopes.dxHidden.accumulate(forHidden, features);

    const forScores = back.subarray(layers.dxHidden.outputs);
    let value = diagnosis.value;
    const present = this.#examples.characteristics[image]!;
    if (present !== null) {
      const weight = 1 / (this.#labelled * cx.length);
      for (const [k, score] of cx.entries()) {
        const towards = present[k] ? -score : score;
        value += weight * softplus(towards);
        forScores[k]! += weight * (present[k] ? -1 : 1) * sigmoid(towards);
      }
    }
    slopes.cx.accumulate(forScores, hidden);
    const forCxHidden = open(layers.cx.transposed(forScores), hidden);
    slopes.cxHidden.accumulate(forCxHidden, features);
    return value;
  }

  #penalty(weights: Float64Array, slopes: Float64Array): number {
    let squares = 0;
    for (let i = 0; i < weights.length; i++) {
      const w = weights[i]!;
      squares += w * w;
      slopes[i]! += this.#l2 * w;
    }
    return this.#l2 / 2 * squares;
  }
}

/** −log softmax(scores)[label], weighted, and its derivatives by the scores. */
function crossEntropy(
  scores: Float64Array,
  { label, weight }: { readonly label: number; readonly weight: number },
): { value: number; slope: Float64Array } {
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const slope = parts.map((part, k) =>
    weight * (part / whole - (k === label ? 1 : 0))
  );
  return { value: weight * (most - scores[label]! + Math.log(whole)), slope };
}

/** log(1 + eˣ). */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function sigmoid(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return (x < 0 ? small : 1) / (1 + small);
}

/** Slopes behind a ReLU, made those before it: 0 where it lets nothing through. */
function open(slopes: Float64Array, values: Float64Array): Float64Array {
  for (let i = 0; i < slopes.length; i++) {
    if (!(values[i]! > 0)) slopes[i] = 0;
  }
  return slopes;
}
