import type { Node } from "../graph.ts";
import type { Rewriting } from "./rewriting.ts";

/**
 * Judges a node that WebGPU may get wrong.
 *
 * @returns Nodes of the same result that WebGPU gets right; or why there are none, to
 * be read after the node's label; or `undefined` if the node is right as it is.
 */
export type Rule = (
  node: Node,
  rewriting: Rewriting,
) => readonly Node[] | string | undefined;
