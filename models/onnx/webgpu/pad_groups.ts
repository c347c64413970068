import { ELEMENT_ARRAYS } from "../element_arrays.ts";
import type { Graph, Node } from "../graph.ts";
import type { GraphBuilder } from "../model_builder.ts";
import type { Tensor } from "../tensor.ts";

/** WebGPU's kernel computes this many channels at a time. */
const LANES = 4;

/** Where {@link padGroups} looks and puts things. */
export interface PadContext {
  /** Where the node is. */
  readonly graph: Graph;
  /** Gives fresh names. */
  readonly names: GraphBuilder;
  /** Takes the padded weights. */
  readonly initializers: Map<string, Tensor>;
}

/**
 * Pads the output channels of each group of a Conv to a multiple of four, by
 * repeating the group's last, and drops what these yield. The kernel is wrong where
 * a group of more than four channels is no multiple of the largest of 4, 2 and 1 that
 * divides all channels; a few more than those are padded, to be on the safe side.
 *
 * @returns The nodes that replace it; `"right"` if it needs none; `"unknown"` if the
 * number of its channels cannot be told.
 */
export function padGroups(
  node: Node,
  { graph, names, initializers }: PadContext,
): Node[] | "right" | "unknown" {
  const groups = Number(node.attributes.group);
  const [x = "", weights = "", bias = ""] = node.inputs;
  const channels = graph.initializers.get(weights)?.dims[0] ??
    channelsOf(graph, node.outputs[0]!, 1) ?? channelsOf(graph, weights, 0);
  if (channels === undefined) return "unknown";
  const each = channels / groups;
  if (each <= LANES || each % LANES === 0) return "right";
  const padded = Math.ceil(each / LANES) * LANES;
  const taken = perGroup(
    groups,
    padded,
    (group, i) => group * each + Math.min(i, each - 1),
  );
  const kept = perGroup(groups, each, (group, i) => group * padded + i);

  const nodes: Node[] = [];
  const constant = (indices: readonly number[]): string => {
    const name = names.fresh(`${weights}_channels`);
    const data = BigInt64Array.from(indices, BigInt);
    initializers.set(name, { type: "int64", dims: [data.length], data });
    return name;
  };
  const gather = (
    input: string,
    indices: readonly number[],
    { axis, output }: { axis: bigint; output: string },
  ): void => {
    nodes.push({
      op: "Gather",
      domain: "",
      name: output,
      inputs: [input, constant(indices)],
      outputs: [output],
      attributes: { axis },
    });
  };
  const pad = (name: string): string => {
    if (name === "") return "";
    const output = names.fresh(`${name}_padded`);
    const tensor = graph.initializers.get(name);
    if (tensor) initializers.set(output, rowsOf(tensor, taken));
    else gather(name, taken, { axis: 0n, output });
    return output;
  };
  const inputs = [x, pad(weights), pad(bias)].slice(0, node.inputs.length);
  const wide = names.fresh(`${node.outputs[0]}_padded`);
  nodes.push({ ...node, inputs, outputs: [wide] });
  gather(wide, kept, { axis: 1n, output: node.outputs[0]! });
  return nodes;
}

function channelsOf(
  graph: Graph,
  name: string,
  axis: number,
): number | undefined {
  const info = graph.values.get(name) ??
    [...graph.inputs, ...graph.outputs].find((info) => info.name === name);
  const dim = info?.dims?.[axis];
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

/** A tensor made of another's rows. */
function rowsOf(tensor: Tensor, rows: readonly number[]): Tensor {
  const { type, dims, data } = tensor;
  if (type === "string") throw new TypeError("Weights are numbers");
  const size = data.length / dims[0]!;
  // One kind of array for both: which, the type says.
  const source = data as Float32Array;
  const target = new ELEMENT_ARRAYS[type](rows.length * size) as Float32Array;
  rows.forEach((row, k) =>
    target.set(source.subarray(row * size, (row + 1) * size), k * size)
  );
  return {
    type,
    dims: [rows.length, ...dims.slice(1)],
    data: target,
  } as Tensor;
}
