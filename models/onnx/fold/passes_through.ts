import type { Node } from "../graph.ts";
import type { Known } from "../known/known.ts";
import { NodeAttributes } from "../node_attributes.ts";

/**
 * Whether a node's first output is its first input: an Identity, or a Dropout outside
 * of training whose mask nobody wants.
 *
 * @param opset The version of the operator's set.
 * @param isRead Whether anything reads a tensor.
 * @param known The elements of a small tensor, if they are known.
 */
export function passesThrough(
  node: Node,
  { opset, isRead, known }: {
    readonly opset: number;
    readonly isRead: (name: string) => boolean;
    readonly known: (name: string) => Known | undefined;
  },
): boolean {
  if (node.domain !== "") return false;
  if (node.op === "Identity") return true;
  if (node.op !== "Dropout") return false;
  const [, mask] = node.outputs;
  if (mask !== undefined && mask !== "" && isRead(mask)) return false;
  if (opset < 7) return new NodeAttributes(node).int("is_test", 0) !== 0;
  const training = node.inputs[2] ?? "";
  return opset < 12 || training === "" ||
    known(training)?.elements[0] === 0n;
}
