import type { Node } from "../graph.ts";
import type { Rewriting } from "./rewriting.ts";

/**
 * Gives a Gemm's bias that is a scalar the shape `[1]`, which adds the same. Of a scalar
 * the runtime aborts, if the matrices have more than a few rows or columns, and no
 * model runs in that process afterwards.
 *
 * @returns The nodes that replace it; `undefined` if its bias is no scalar, as far as
 * the graph says.
 */
export function raiseScalarBias(
  node: Node,
  rewriting: Rewriting,
): readonly Node[] | undefined {
  const [a = "", b = "", bias = ""] = node.inputs;
  if (bias === "" || rewriting.dimsOf(bias)?.length !== 0) return undefined;
  const raised = rewriting.fresh(`${bias}_raised`);
  const replaced = { ...node, inputs: [a, b, raised] };
  const tensor = rewriting.constantOf(bias);
  if (tensor !== undefined) {
    rewriting.initializers.set(raised, { ...tensor, dims: [1] });
    return [replaced];
  }
  return [
    {
      op: "Reshape",
      domain: "",
      name: raised,
      inputs: [bias, rewriting.indices([1], `${bias}_shape`)],
      outputs: [raised],
      attributes: {},
    },
    replaced,
  ];
}
