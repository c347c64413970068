import type { Model } from "../onnx/graph.ts";
import { GraphBuilder } from "../onnx/model_builder.ts";
import { quoted } from "../onnx/quoted.ts";
import { featureOutput } from "./feature_output.ts";
import type { LinearHead } from "./with_linear_head.ts";

/** The four layers of DermX's heads. */
export interface DermxHeads {
  /** From features to the hidden ones of characteristics, which a ReLU follows. */
  readonly cxHidden: LinearHead;
  /** From those to the scores of characteristics. */
  readonly cx: LinearHead;
  /** From features to the hidden ones of diagnoses, which a ReLU follows. */
  readonly dxHidden: LinearHead;
  /** From those, and behind them the scores of characteristics, to those of diagnoses. */
  readonly dx: LinearHead;
}

/**
 * Puts the two heads of the framework paper's DermX behind a network's features, with
 * the names of its authors' code:
 *
 *     cx = cx_clf.4(relu(cx_clf.1(features)))
 *     dx = dx_clf([relu(dx_clf_prep.1(features)), cx])
 *
 * The scores `dx` and `cx`, before any softmax or sigmoid, are then the model's only
 * outputs. Its dropouts, which do nothing in use, are left out.
 *
 * @param trunk A model without a head; see {@link featureOutput}.
 * @throws {TypeError} If it is none.
 * @throws {RangeError} If a layer is made for another number of inputs than it gets.
 */
export function withDermxHeads(trunk: Model, heads: DermxHeads): Model {
  const { graph } = trunk;
  const { name: features, batch, count } = featureOutput(trunk);
  const builder = GraphBuilder.from({ ...graph, outputs: [] });
  const constant = (
    name: string,
    dims: readonly number[],
    values: ArrayLike<number>,
  ): string =>
    builder.constant({
      type: "float32",
      dims,
      data: Float32Array.from(values),
    }, name);
  const dense = (
    name: string,
    { from, inputs, layer, outputs = 1 }: {
      readonly from: string;
      readonly inputs: number;
      readonly layer: LinearHead;
      readonly outputs?: number | readonly string[];
    },
  ): string => {
    const rows = layer.bias.length;
    if (layer.weights.length !== rows * inputs) {
      throw new RangeError(
        `Cannot put heads on the model ${
          quoted(graph.name)
        }: "${name}" has ${layer.weights.length} weights, and ${rows} outputs of ${inputs} inputs need ${
          rows * inputs
        }: fit the heads to the features of this model`,
      );
    }
    const weights = constant(`${name}.weight`, [rows, inputs], layer.weights);
    const bias = constant(`${name}.bias`, [rows], layer.bias);
    const attributes = { transB: 1n };
    return builder.op("Gemm", [from, weights, bias], {
      attributes,
      name,
      outputs,
    })[0]!;
  };
  const hidden = (name: string, relu: string, layer: LinearHead): string => {
    const made = dense(name, { from: features, inputs: count, layer });
    return builder.op("Relu", [made], { name: relu })[0]!;
  };
  const cx = dense("cx_clf.4", {
    from: hidden("cx_clf.1", "cx_clf.2", heads.cxHidden),
    inputs: heads.cxHidden.bias.length,
    layer: heads.cx,
    outputs: ["cx"],
  });
  const own = hidden("dx_clf_prep.1", "dx_clf_prep.2", heads.dxHidden);
  const [both] = builder.op("Concat", [own, cx], {
    attributes: { axis: 1n },
    name: "dx_features",
  });
  const dx = dense("dx_clf", {
    from: both!,
    inputs: heads.dxHidden.bias.length + heads.cx.bias.length,
    layer: heads.dx,
    outputs: ["dx"],
  });
  const declare = (name: string, { bias }: LinearHead): void => {
    const dims = [batch, bias.length];
    builder.output({ name, type: "float32", dims });
  };
  declare(dx, heads.dx);
  declare(cx, heads.cx);
  return { ...trunk, graph: builder.build() };
}
