import type { Node } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import type { Rewriting } from "./rewriting.ts";

/** WebGPU's kernel computes this many channels at a time. */
const LANES = 4;

/** Batch and channels come before the dimensions of a picture. */
const PLANE = 4;

/**
 * Pads the output channels of each group of a Conv to a multiple of four, by
 * repeating the group's last, and drops what these yield. The kernel is wrong where
 * a group of more than four channels is no multiple of the largest of 4, 2 and 1 that
 * divides all channels; a few more than those are padded, to be on the safe side. In
 * three dimensions there is no kernel.
 *
 * @returns The nodes that replace it; a reason if it has three dimensions, or the
 * number of its channels cannot be told; `undefined` if it needs none.
 */
export function padGroups(
  node: Node,
  rewriting: Rewriting,
): readonly Node[] | string | undefined {
  const groups = new NodeAttributes(node).int("group", 1);
  if (groups <= 1) return undefined;
  const [x = "", weights = "", bias = ""] = node.inputs;
  const output = node.outputs[0]!;
  const rank = rewriting.dimsOf(weights)?.length ?? rewriting.dimsOf(x)?.length;
  if (rank !== undefined && rank > PLANE) {
    return "has groups, and three dimensions";
  }
  const channels = number(rewriting.constantOf(weights)?.dims[0]) ??
    number(rewriting.dimsOf(output)?.[1]) ??
    number(rewriting.dimsOf(weights)?.[0]);
  if (channels === undefined) {
    return "has groups, and how many channels it yields is not known";
  }
  const each = channels / groups;
  if (each <= LANES || each % LANES === 0) return undefined;
  const padded = Math.ceil(each / LANES) * LANES;
  const taken = perGroup(
    groups,
    padded,
    (group, i) => group * each + Math.min(i, each - 1),
  );
  const kept = perGroup(groups, each, (group, i) => group * padded + i);
  const parts = [weights, bias].map((name) => rewriting.rows(name, taken));
  const inputs = [x, ...parts.map(({ name }) => name)];
  const wide = rewriting.fresh(`${output}_padded`);
  return [
    ...parts.flatMap(({ nodes }) => nodes),
    { ...node, inputs: inputs.slice(0, node.inputs.length), outputs: [wide] },
    rewriting.gather(wide, kept, { axis: 1, output }),
  ];
}

function number(dim: unknown): number | undefined {
  return typeof dim === "number" ? dim : undefined;
}

function perGroup(
  groups: number,
  each: number,
  index: (group: number, i: number) => number,
): number[] {
  return Array.from(
    { length: groups * each },
    (_, k) => index(Math.floor(k / each), k % each),
  );
}
