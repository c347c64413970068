import { sizeOf, type Tensor } from "../../onnx/tensor.ts";

/** Weights of a network: all zero, or made up of a seed. */
export type Weights = "zeros" | { readonly seed: number };

/** A constant of single precision. */
export type Float32 = Extract<Tensor, { type: "float32" }>;

/** Weights, and what the graph shall call them. */
export interface NamedWeights {
  /** Unique in its network. */
  readonly name: string;
  /** The numbers. */
  readonly tensor: Float32;
}

/**
 * A vector of a layer: what it adds, or what a batch normalisation multiplies by,
 * adds, subtracts and divides by the root of.
 */
export type Part = "bias" | "gamma" | "beta" | "mean" | "variance";

/** Gives the weights of one layer after the other. */
export interface WeightSource {
  /** The kernels of a convolution: output channels, channels of a group, rows, columns. */
  kernel(layer: string, dims: readonly number[]): NamedWeights;
  /** A matrix: input features × output features. */
  matrix(layer: string, dims: readonly [number, number]): NamedWeights;
  /** A vector. */
  vector(
    layer: string,
    what: { readonly part: Part; readonly length: number },
  ): NamedWeights;
}

/**
 * Makes weights: kernels and matrices are uniform around 0, with the variance
 * 2 / fan-in of He et al. 2015, or zero; batch normalisations change nothing. Zeros
 * are views of one buffer, so that a network of them takes no more memory than its
 * largest layer.
 */
export function weightSource(weights: Weights): WeightSource {
  const make = weights === "zeros" ? zeros() : uniform(weights.seed);
  return {
    kernel: (layer, dims) => ({
      name: `${layer}_kernel`,
      tensor: make(dims, sizeOf(dims.slice(1))),
    }),
    matrix: (layer, dims) => ({
      name: `${layer}_kernel`,
      tensor: make(dims, dims[0]),
    }),
    vector: (layer, { part, length }) => ({
      name: `${layer}_${part}`,
      tensor: {
        type: "float32",
        dims: [length],
        data: new Float32Array(length)
          .fill(part === "gamma" || part === "variance" ? 1 : 0),
      },
    }),
  };
}

type Maker = (dims: readonly number[], fanIn: number) => Float32;

function zeros(): Maker {
  let buffer = new Float32Array();
  return (dims) => {
    const size = sizeOf(dims);
    if (buffer.length < size) buffer = new Float32Array(size);
    return { type: "float32", dims, data: buffer.subarray(0, size) };
  };
}

/** Numbers that look random: Marsaglia's xorshift of 32 bits (2003). */
function uniform(seed: number): Maker {
  // The state must not be 0.
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ state << 5) >>> 0;
    return state / 2 ** 32;
  };
  return (dims, fanIn) => {
    const bound = Math.sqrt(6 / fanIn);
    const data = new Float32Array(sizeOf(dims));
    for (let i = 0; i < data.length; i++) data[i] = bound * (2 * next() - 1);
    return { type: "float32", dims, data };
  };
}
