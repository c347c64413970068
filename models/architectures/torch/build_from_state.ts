import type { Model } from "../../onnx/graph.ts";
import { GraphBuilder } from "../../onnx/model_builder.ts";
import { Construction } from "../building/construction.ts";
import type { NetworkPlan } from "../plan/network_plan.ts";
import { shapesOf } from "../plan/shapes_of.ts";
import { checkState } from "./check_state.ts";
import type { StateDict } from "./state_dict.ts";
import { stateEntries } from "./state_entries.ts";
import { stateSource } from "./state_source.ts";

/** What {@link buildFromState} is told. */
export interface StateBuildOptions {
  /** The weights. */
  readonly state: StateDict;
  /** The graph's outputs by name, and the layers that they are; `scores` unless said. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** The version of ONNX's operator set that is built for. */
const OPSET = 13;

/**
 * Builds the ONNX model of a plan with the weights of a state dict: input `image`,
 * any number of images at a time. Tensors are named like the plan's layers, constants
 * like the state dict's entries.
 *
 * Batch normalisations stay nodes of their own, so that what a convolution makes is
 * within reach of Grad-CAM; a runtime folds those that nobody looks at.
 *
 * @throws {TypeError} If the state dict is not the network's: see `checkState`.
 */
export function buildFromState(
  plan: NetworkPlan,
  { state, outputs = { scores: plan.output } }: StateBuildOptions,
): Model {
  checkState(plan.name, { found: state.entries, needed: stateEntries(plan) });
  const builder = new GraphBuilder(plan.name);
  const { name, shape } = plan.input;
  builder.input({ name, type: "float32", dims: ["n", ...shape] });
  const construction = new Construction(builder, {
    input: name,
    shapes: shapesOf(plan),
    source: stateSource(state),
    folded: false,
  });
  for (const layer of plan.layers) construction.append(layer);
  for (const [output, layer] of Object.entries(outputs)) {
    const dims = construction.end(layer, { output });
    builder.output({ name: output, type: "float32", dims: ["n", ...dims] });
  }
  return {
    graph: builder.build(),
    irVersion: 8,
    opsets: new Map([["", OPSET]]),
    producer: "dermx",
    metadata: new Map(),
  };
}
