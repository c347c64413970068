import type { Node } from "./graph.ts";
import { quoted } from "./quoted.ts";

/**
 * A node as messages call it, such as `node 3 "conv1" (Conv)`.
 *
 * @param index Its place in the graph, counted from 0.
 */
export function nodeLabel(
  { op, name, domain }: Pick<Node, "op" | "name" | "domain">,
  index: number,
): string {
  const label = name === "" ? "" : ` ${quoted(name)}`;
  const operator = quoted(domain === "" ? op : `${domain}.${op}`).slice(1, -1);
  return `node ${index}${label} (${operator})`;
}
