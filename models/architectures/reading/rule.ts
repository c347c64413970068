import type { NodeAttributes } from "../../onnx/node_attributes.ts";
import type { Node } from "../../onnx/graph.ts";
import type { Tracker, Value } from "./tracker.ts";

/** What a {@link Rule} looks at. */
export interface Reading {
  /** The node. */
  readonly node: Node;
  /** Its attributes. */
  readonly attributes: NodeAttributes;
  /** What was read before it. */
  readonly tracker: Tracker;
}

/**
 * Says what a node's first output holds, and adds the layer that the node is, or
 * completes.
 *
 * @returns `undefined` if the node is nothing that a plan has.
 */
export type Rule = (reading: Reading) => Value | undefined;
