/**
 * A linear layer whose weights are a part of a longer list of parameters: y = W·x + b.
 * Over the parameters of a fit it is the layer, over their gradient its derivatives.
 */
export class DenseLayer {
  /** How many numbers go in. */
  readonly inputs: number;
  /** How many come out. */
  readonly outputs: number;
  /** W: outputs × inputs in row-major order. */
  readonly weights: Float64Array;
  /** b: one an output. */
  readonly bias: Float64Array;

  /** A layer over {@link DenseLayer.size} numbers: those of W, then those of b. */
  constructor(
    numbers: Float64Array,
    extents: { readonly inputs: number; readonly outputs: number },
  ) {
    const { inputs, outputs } = extents;
    this.inputs = inputs;
    this.outputs = outputs;
    this.weights = numbers.subarray(0, outputs * inputs);
    this.bias = numbers.subarray(outputs * inputs, DenseLayer.size(extents));
  }

  /** How many numbers a layer has. */
  static size(
    { inputs, outputs }: { readonly inputs: number; readonly outputs: number },
  ): number {
    return outputs * (inputs + 1);
  }

  /** W·x + b. */
  apply(x: Float64Array): Float64Array {
    const { inputs, outputs, weights, bias } = this;
    const y = new Float64Array(outputs);
    for (let i = 0; i < outputs; i++) {
      const row = i * inputs;
      let sum = bias[i]!;
      for (let j = 0; j < inputs; j++) sum += weights[row + j]! * x[j]!;
      y[i] = sum;
    }
    return y;
  }

  /** Wᵀ·y: the derivatives by what goes in, of those by what comes out. */
  transposed(y: Float64Array): Float64Array {
    const { inputs, outputs, weights } = this;
    const x = new Float64Array(inputs);
    for (let i = 0; i < outputs; i++) {
      const row = i * inputs;
      const factor = y[i]!;
      for (let j = 0; j < inputs; j++) x[j]! += factor * weights[row + j]!;
    }
    return x;
  }

  /** Adds y·xᵀ to W and y to b: the derivatives by them, of those by what comes out. */
  accumulate(y: Float64Array, x: Float64Array): void {
    const { inputs, outputs, weights, bias } = this;
    for (let i = 0; i < outputs; i++) {
      const factor = y[i]!;
      // Behind a unit that is off, all are 0.
      if (factor === 0) continue;
      const row = i * inputs;
      bias[i]! += factor;
      for (let j = 0; j < inputs; j++) weights[row + j]! += factor * x[j]!;
    }
  }
}
