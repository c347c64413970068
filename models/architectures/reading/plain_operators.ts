import type { Attribute, Model, Node } from "../../onnx/graph.ts";
import { GraphBuilder } from "../../onnx/model_builder.ts";
import { NodeAttributes } from "../../onnx/node_attributes.ts";
import { quoted } from "../../onnx/quoted.ts";

/** The domain of ONNX Runtime's own operators. */
const MICROSOFT = "com.microsoft";

/** Attributes of a FusedConv that are not a Conv's. */
const OF_THE_FUSION: ReadonlySet<string> = new Set([
  "activation",
  "activation_params",
]);

/**
 * A model with ONNX's own operators in place of those that ONNX Runtime's optimiser
 * fuses: FusedConv, and QuickGelu where it is swish.
 *
 * @throws {TypeError} If the model was optimised for one kind of processor.
 */
export function plainOperators(model: Model): Model {
  const { graph } = model;
  if (graph.nodes.every(({ domain }) => domain === "")) return model;
  const builder = GraphBuilder.from(graph);
  const nodes = graph.nodes.flatMap((node) => {
    if (node.domain.startsWith(`${MICROSOFT}.nchwc`)) {
      throw new TypeError(
        `Cannot compare a model with the operator ${
          quoted(`${node.domain}.${node.op}`)
        }: it was optimised for one kind of processor: supply the model as it was exported`,
      );
    }
    if (node.domain !== MICROSOFT) return [node];
    if (node.op === "FusedConv") return unfusedConv(node, builder);
    return node.op === "QuickGelu" ? unfusedSwish(node, builder) : [node];
  });
  return { ...model, graph: { ...graph, nodes } };
}

/** An operator, what it reads beside the step before, and its attributes. */
type Step = readonly [string, string[], Record<string, Attribute>];

function unfusedConv(node: Node, builder: GraphBuilder): Node[] {
  const [data = "", weights = "", bias = "", sum = ""] = node.inputs;
  const [output = ""] = node.outputs;
  const activation = new NodeAttributes(node).text("activation", "");
  const attributes = Object.fromEntries(
    Object.entries(node.attributes).filter(([key]) => !OF_THE_FUSION.has(key)),
  );
  const steps: Step[] = [
    ["Conv", bias === "" ? [data, weights] : [data, weights, bias], attributes],
  ];
  if (sum !== "") steps.push(["Add", [sum], {}]);
  if (activation !== "") steps.push([activation, [], {}]);
  let last = "";
  return steps.map(([op, inputs, own], i) => {
    const made = i === steps.length - 1 ? output : builder.fresh(output);
    const read = last === "" ? inputs : [last, ...inputs];
    last = made;
    return {
      ...node,
      op,
      domain: "",
      inputs: read,
      outputs: [made],
      attributes: own,
    };
  });
}

/** x · sigmoid(x); with another factor than 1 it is left as it is. */
function unfusedSwish(node: Node, builder: GraphBuilder): Node[] {
  const alpha = new NodeAttributes(node).get("alpha", "FLOAT");
  const [input = ""] = node.inputs;
  if (alpha !== 1) return [node];
  const plain = { ...node, domain: "", attributes: {} };
  const gate = builder.fresh(`${input}_sigmoid`);
  return [
    { ...plain, op: "Sigmoid", outputs: [gate] },
    { ...plain, op: "Mul", inputs: [input, gate] },
  ];
}
