import type { Node } from "../graph.ts";
import { quoted } from "../quoted.ts";

/** The error of a node that cannot be differentiated; `reason` ends in what to do. */
export function refusal(node: Node, reason: string): TypeError {
  const operator = node.domain === "" ? node.op : `${node.domain}.${node.op}`;
  const label = node.name || node.outputs.find((output) => output !== "") || "";
  return new TypeError(
    `Cannot differentiate ${quoted(operator)} at node ${
      quoted(label)
    }: ${reason}`,
  );
}
