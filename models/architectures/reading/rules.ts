import type { Rule } from "./rule.ts";
import { batchNormalization } from "./rules/affine.ts";
import { affine } from "./rules/affine.ts";
import { pad, reshape, transpose, unchanged } from "./rules/arrangement.ts";
import { convolution, maximum } from "./rules/convolution.ts";
import { activation, clip, product, sum } from "./rules/elementwise.ts";
import { gemm, matrixProduct } from "./rules/products.ts";
import { averageOfAll, globalMean, reduceMean } from "./rules/reduction.ts";

/** Activations under the names that plans have for them; others go by their operator. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  Elu: "elu",
  Gelu: "gelu",
  HardSigmoid: "hard sigmoid",
  HardSwish: "hard swish",
  LeakyRelu: "leaky relu",
  Mish: "mish",
  PRelu: "prelu",
  Relu: "relu",
  Selu: "selu",
  Sigmoid: "sigmoid",
  Softmax: "softmax",
  Softplus: "softplus",
  Tanh: "tanh",
};

/** How each of ONNX's own operators is read. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...Object.entries(ACTIVATIONS)
    .map(([op, name]): [string, Rule] => [op, activation(name)]),
  ["Add", sum],
  ["AveragePool", averageOfAll],
  ["BatchNormalization", batchNormalization],
  ["Cast", unchanged],
  ["Clip", clip],
  ["Conv", convolution],
  ["Div", affine],
  ["Dropout", unchanged],
  ["Flatten", reshape],
  ["Gemm", gemm],
  ["GlobalAveragePool", globalMean],
  ["Identity", unchanged],
  ["MatMul", matrixProduct],
  ["MaxPool", maximum],
  ["Mul", product],
  ["Pad", pad],
  ["ReduceMean", reduceMean],
  ["Reshape", reshape],
  ["Squeeze", reshape],
  ["Sub", affine],
  ["Sum", sum],
  ["Transpose", transpose],
  ["Unsqueeze", reshape],
]);
