import type { Node } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import type { Rewriting } from "./rewriting.ts";

/** Batch and channels come before the dimensions of a picture. */
const PLANE = 4;

/**
 * Has each group of a ConvTranspose make its channel twice, and drops the second. The
 * kernel is wrong, by about 100 %, where groups make one channel each of an even number
 * of channels. In three dimensions there is no kernel.
 *
 * @returns The nodes that replace it; a reason if it has three dimensions, or the
 * number of its channels cannot be told; `undefined` if it needs none.
 */
export function doubleTransposedGroups(
  node: Node,
  rewriting: Rewriting,
): readonly Node[] | string | undefined {
  const attributes = new NodeAttributes(node);
  const [x = "", weights = "", bias = ""] = node.inputs;
  const output = node.outputs[0]!;
  const dims = rewriting.dimsOf(weights);
  const rank = dims?.length ?? rewriting.dimsOf(x)?.length ??
    rewriting.dimsOf(output)?.length ??
    (attributes.ints("kernel_shape")?.length ?? 0) + 2;
  if (rank > PLANE) return "is a transposed convolution in three dimensions";
  const groups = attributes.int("group", 1);
  if (groups <= 1) return undefined;
  const [channels, each] = dims ?? [];
  if (typeof each !== "number" || typeof channels !== "number") {
    return "has groups, and how many channels they have is not known";
  }
  if (each !== 1 || channels / groups % 2 !== 0) return undefined;
  const twice = rewriting.fresh(`${weights}_twice`);
  const wide = rewriting.fresh(`${output}_twice`);
  const taken = Array.from({ length: 2 * groups }, (_, i) => i >> 1);
  const kept = Array.from({ length: groups }, (_, group) => 2 * group);
  const biases = rewriting.rows(bias, taken);
  const inputs = [x, twice, biases.name].slice(0, node.inputs.length);
  return [
    {
      op: "Concat",
      domain: "",
      name: twice,
      inputs: [weights, weights],
      outputs: [twice],
      attributes: { axis: 1n },
    },
    ...biases.nodes,
    { ...node, inputs, outputs: [wide] },
    rewriting.gather(wide, kept, { axis: 1, output }),
  ];
}
