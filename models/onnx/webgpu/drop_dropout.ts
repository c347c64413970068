import type { Node } from "../graph.ts";
import type { Rewriting } from "./rewriting.ts";

/** The operator set from which the runtime has no kernel. */
const WITHOUT_KERNEL = 12;

/**
 * Puts an Identity in the place of a Dropout, which is one unless the model trains.
 *
 * @returns The node that replaces it; a reason if its mask is read, or it may train;
 * `undefined` where the runtime has a kernel.
 */
export function dropDropout(
  node: Node,
  rewriting: Rewriting,
): readonly Node[] | string | undefined {
  if (rewriting.opset < WITHOUT_KERNEL) return undefined;
  const [x = "", _ratio, training = ""] = node.inputs;
  const [output = "", mask = ""] = node.outputs;
  if (mask !== "" && rewriting.isRead(mask)) {
    return "yields a mask that is read";
  }
  if (training !== "" && rewriting.constantOf(training)?.data[0] !== 0) {
    return "may be in training, where it drops values";
  }
  const { domain, name } = node;
  return [
    {
      op: "Identity",
      domain,
      name,
      inputs: [x],
      outputs: [output],
      attributes: {},
    },
  ];
}
