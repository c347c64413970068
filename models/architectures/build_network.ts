import type { Model } from "../onnx/graph.ts";
import { GraphBuilder } from "../onnx/model_builder.ts";
import { Construction } from "./building/construction.ts";
import type { NetworkPlan } from "./plan/network_plan.ts";
import { shapesOf } from "./plan/shapes_of.ts";
import { type Weights, weightSource } from "./building/weight_source.ts";

/** How {@link buildNetwork} builds. */
export interface BuildOptions {
  /** All zero unless said. */
  readonly weights?: Weights;
  /** The order of the input's axes; channels first unless said. */
  readonly layout?: "NCHW" | "NHWC";
  /** Whether batch normalisations are folded into the convolutions before them. */
  readonly folded?: boolean;
  /** Whether the output holds probabilities; scores unless said. */
  readonly softmax?: boolean;
  /** Images at a time; any number, called `"n"`, unless said. */
  readonly batch?: number | string;
}

/** The version of ONNX's operator set that is built for. */
const OPSET = 13;

/**
 * Builds the ONNX model of a plan: input `image`, output `scores` or `probabilities`,
 * nodes named like the plan's layers.
 *
 * Weights are made up, and batch normalisations change nothing but for what they add
 * to the variance: the result has the form of a network and knows nothing.
 */
export function buildNetwork(
  plan: NetworkPlan,
  options: BuildOptions = {},
): Model {
  const { softmax = false, batch = "n", layout = "NCHW" } = options;
  const [channels, height, width] = plan.input.shape;
  const builder = new GraphBuilder(plan.name);
  const image = builder.input({
    name: plan.input.name,
    type: "float32",
    dims: layout === "NCHW"
      ? [batch, channels, height, width]
      : [batch, height, width, channels],
  });
  const shapes = shapesOf(plan);
  const construction = new Construction(builder, {
    input: plan.input.name,
    shapes,
    source: weightSource(options.weights ?? "zeros"),
    folded: options.folded ?? false,
  });
  if (layout === "NHWC") {
    construction.transpose(image, [0, 3, 1, 2], "image_nchw");
  }
  for (const layer of plan.layers) construction.append(layer);
  const output = softmax ? "probabilities" : "scores";
  const dims = construction.end(plan.output, { output, softmax });
  builder.output({ name: output, type: "float32", dims: [batch, ...dims] });
  return {
    graph: builder.build(),
    irVersion: 8,
    opsets: new Map([["", OPSET]]),
    producer: "",
    metadata: new Map(),
  };
}
