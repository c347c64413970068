import type { Model, Node } from "../../models/onnx/graph.ts";

/**
 * A model as ONNX Runtime's extended optimisations leave it: a convolution and the
 * Relu behind it are one FusedConv, also with a sum between them, and x · sigmoid(x)
 * is a QuickGelu.
 */
export function fusedByRuntime(model: Model): Model {
  const readers = new Map<string, Node[]>();
  for (const node of model.graph.nodes) {
    for (const name of new Set(node.inputs)) {
      readers.set(name, [...readers.get(name) ?? [], node]);
    }
  }
  const only = (name: string): Node | undefined => {
    const [reader, ...others] = readers.get(name) ?? [];
    return others.length === 0 ? reader : undefined;
  };
  const gone = new Set<Node>();
  /** What stands in a node's place, once all that it reads is there. */
  const placed = new Map<Node, Node>();
  for (const node of model.graph.nodes) {
    const [output = ""] = node.outputs;
    if (node.op === "Conv") {
      const next = only(output);
      const last = next?.op === "Add" ? only(next.outputs[0]!) : next;
      if (last?.op !== "Relu" || gone.has(next!)) continue;
      const sum = next === last
        ? []
        : next!.inputs.filter((name) => name !== output);
      gone.add(node).add(next!);
      placed.set(last, {
        ...node,
        op: "FusedConv",
        domain: "com.microsoft",
        inputs: [...node.inputs, ...sum],
        outputs: last.outputs,
        attributes: { ...node.attributes, activation: "Relu" },
      });
    } else if (node.op === "Sigmoid") {
      const product = only(output);
      const [input = ""] = node.inputs;
      if (product?.op !== "Mul" || !product.inputs.includes(input)) continue;
      gone.add(node);
      placed.set(product, {
        ...product,
        op: "QuickGelu",
        domain: "com.microsoft",
        inputs: [input],
        attributes: { alpha: 1 },
      });
    }
  }
  const nodes = model.graph.nodes.flatMap((node) =>
    placed.get(node) ?? (gone.has(node) ? [] : [node])
  );
  return {
    ...model,
    opsets: new Map([...model.opsets, ["com.microsoft", 1]]),
    graph: { ...model.graph, nodes },
  };
}
