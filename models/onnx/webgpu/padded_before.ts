import type { Node } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import type { Rewriting } from "./rewriting.ts";

/** Batch and channels, which a convolution does not pad. */
const OUTER_AXES = 2;

/**
 * Finds the `Pad` nodes before a tensor that the runtime may merge into the convolution
 * that reads it, also through nodes that change nothing, and that may pad at the end
 * without padding at the beginning.
 *
 * @returns What they pad: such a tensor is what the convolution then reads.
 */
export function paddedBefore(
  name: string,
  rewriting: Rewriting,
): readonly string[] {
  const padded: string[] = [];
  for (;;) {
    const maker = rewriting.makerOf(name);
    const op = maker?.op;
    if (op !== "Pad" && op !== "Identity" && op !== "Dropout") return padded;
    if (op === "Pad" && padsLead(maker!, rewriting)) return padded;
    name = maker!.inputs[0]!;
    if (op === "Pad") padded.push(name);
  }
}

/** Whether a Pad is known to be of no concern: it pads at the beginning, or not by zeros. */
function padsLead(node: Node, rewriting: Rewriting): boolean {
  const attributes = new NodeAttributes(node);
  if (attributes.text("mode", "constant") !== "constant") return true;
  // Which axes those are is then said by another input.
  if ((node.inputs[3] ?? "") !== "") return false;
  const data = rewriting.constantOf(node.inputs[1] ?? "")?.data ??
    attributes.ints("pads");
  if (data === undefined) return false;
  const pads = [...data].map(Number);
  return pads.slice(OUTER_AXES, pads.length / 2).some((pad) => pad !== 0);
}
