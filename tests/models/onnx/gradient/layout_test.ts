import type { Attribute, Dim } from "../../../../models/onnx/graph.ts";
import type { Tensor } from "../../../../models/onnx/tensor.ts";
import { checkGradient, integers, node, uniform } from "./check_gradient.ts";

/** A use of an operator with one input that varies. */
interface Use {
  readonly op: string;
  readonly dims: readonly number[];
  readonly declared?: readonly Dim[];
  readonly rest?: readonly (Tensor | "")[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly opset?: number;
}

const OPEN = ["N", 3, 4, 5];

const USES: readonly Use[] = [
  { op: "Identity", dims: [2, 3] },
  { op: "Cast", dims: [2, 3], attributes: { to: 1n } },
  { op: "Dropout", dims: [2, 3] },
  { op: "Dropout", dims: [2, 3], opset: 9 },
  {
    op: "Dropout",
    dims: [2, 3],
    rest: [
      { type: "float32", dims: [], data: Float32Array.of(0.5) },
      { type: "bool", dims: [], data: Uint8Array.of(0) },
    ],
  },
  {
    op: "Reshape",
    dims: [2, 3, 4, 5],
    declared: OPEN,
    rest: [integers(0, -1)],
  },
  { op: "Reshape", dims: [2, 6], rest: [integers(3, 2, 2)] },
  { op: "Reshape", dims: [2, 6], declared: ["N", "C"], rest: [integers(-1)] },
  { op: "Flatten", dims: [2, 3, 4, 5], declared: OPEN },
  { op: "Flatten", dims: [2, 3, 4], attributes: { axis: 2n } },
  { op: "Squeeze", dims: [2, 1, 3, 1], rest: [integers(1, -1)] },
  { op: "Squeeze", dims: [2, 1, 3, 1] },
  { op: "Squeeze", dims: [2, 1, 3], attributes: { axes: [1n] }, opset: 12 },
  {
    op: "Unsqueeze",
    dims: [2, 3],
    declared: ["N", 3],
    rest: [integers(0, -1)],
  },
  { op: "Unsqueeze", dims: [2, 3], attributes: { axes: [1n] }, opset: 12 },
  { op: "Transpose", dims: [2, 3, 4] },
  { op: "Transpose", dims: [2, 3, 4], attributes: { perm: [1n, 2n, 0n] } },
  {
    op: "Transpose",
    dims: [2, 3, 4, 5],
    declared: OPEN,
    attributes: { perm: [0n, 2n, 3n, 1n] },
  },
];

for (const { op, dims, declared, rest = [], attributes, opset } of USES) {
  Deno.test(`differentiate() matches finite differences of ${op} (${dims}; ${rest.length}; ${opset ?? ""})`, async () => {
    await checkGradient({
      inputs: { x: uniform(dims, { seed: 1 }) },
      declared: declared === undefined ? {} : { x: declared },
      build: (graph) =>
        node(graph, op, {
          inputs: ["x", ...rest],
          ...attributes === undefined ? {} : { attributes },
        }),
      ...opset === undefined ? {} : { opset },
    }, { seed: 2 });
  });
}
