import type { Node } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import type { Rewriting } from "./rewriting.ts";

/** Batch and channels come before the dimensions of a picture. */
const PLANE = 4;

/** Nodes that the runtime may take away or make padding of the convolution. */
const MERGED: ReadonlySet<string> = new Set(["Pad", "Identity", "Dropout"]);

/**
 * Has a Conv yield its last channel once more, and drops that. The kernel is wrong,
 * by about 100 %, where it reads channels by threes, which it does if their number is
 * a multiple of three and not of four, and that of those it yields is a multiple of
 * four; three channels alone are right. A number that is not known is taken for such.
 *
 * Concerns one and two dimensions, without groups; a kernel of one place that is taken
 * at each, without padding, is right.
 *
 * @returns The nodes that replace it; a reason if the number of channels it yields
 * cannot be told; `undefined` if it needs none.
 */
export function widenThrees(
  node: Node,
  rewriting: Rewriting,
): readonly Node[] | string | undefined {
  if (new NodeAttributes(node).int("group", 1) !== 1) return undefined;
  const [x = "", weights = "", bias = ""] = node.inputs;
  const output = node.outputs[0]!;
  const [dims, size] = [rewriting.dimsOf(weights), rewriting.dimsOf(x)];
  const rank = dims?.length ?? size?.length;
  if (rank !== undefined && rank > PLANE) return undefined;
  const depth = number(dims?.[1]) ?? number(size?.[1]);
  if (depth !== undefined && !readsThrees(depth)) return undefined;
  if (isPoint(node, rewriting)) return undefined;
  const channels = number(dims?.[0]) ?? number(rewriting.dimsOf(output)?.[1]);
  if (channels === undefined) return "yields channels of unknown number";
  if (channels % 4 !== 0) return undefined;
  const kept = Array.from({ length: channels }, (_, channel) => channel);
  const taken = [...kept, channels - 1];
  const parts = [weights, bias].map((name) => rewriting.rows(name, taken));
  const inputs = [x, ...parts.map(({ name }) => name)];
  const wide = rewriting.fresh(`${output}_widened`);
  return [
    ...parts.flatMap(({ nodes }) => nodes),
    { ...node, inputs: inputs.slice(0, node.inputs.length), outputs: [wide] },
    rewriting.gather(wide, kept, { axis: 1, output }),
  ];
}

function readsThrees(channels: number): boolean {
  return channels > 3 && channels % 3 === 0 && channels % 4 !== 0;
}

/** Whether the runtime multiplies matrices instead, which is right. */
function isPoint(node: Node, rewriting: Rewriting): boolean {
  const [x = "", weights = ""] = node.inputs;
  const attributes = new NodeAttributes(node);
  const kernel = attributes.ints("kernel_shape") ??
    rewriting.dimsOf(weights)?.slice(2);
  if (kernel === undefined || MERGED.has(rewriting.makerOf(x)?.op ?? "")) {
    return false;
  }
  return kernel.every((extent) => extent === 1) &&
    (attributes.ints("strides") ?? []).every((stride) => stride === 1) &&
    (attributes.ints("pads") ?? []).every((pad) => pad === 0);
}

function number(dim: unknown): number | undefined {
  return typeof dim === "number" ? dim : undefined;
}
