import type { Node } from "../graph.ts";
import type { Rewriting } from "./rewriting.ts";

/**
 * Drops the indices of a MaxPool, on which the runtime fails.
 *
 * @returns The node without them; a reason if they are read; `undefined` if it has none.
 */
export function dropIndices(
  node: Node,
  rewriting: Rewriting,
): readonly Node[] | string | undefined {
  const [output = "", indices = ""] = node.outputs;
  if (indices === "") return undefined;
  if (rewriting.isRead(indices)) return "yields indices that are read";
  return [{ ...node, outputs: [output] }];
}
