import type { Dim, Node } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import { convPads } from "./conv_pads.ts";
import { paddedBefore } from "./padded_before.ts";
import type { Rewriting } from "./rewriting.ts";

/** Beyond the end of any axis. */
const END = 2 ** 31 - 1;

/** The operator set from which a Slice reads its bounds from tensors. */
const SLICE_BY_TENSORS = 10;

/**
 * Pads a Conv at the beginning too, by one stride of its first axis, and drops the
 * window that this adds. Where a kernel is of one place and taken at each, or covers
 * the whole input, the runtime multiplies matrices instead if no padding is at the
 * beginning, and forgets the padding at the end: it is wrong by 50 to 150 %. It
 * takes padding from a `Pad` before the Conv as well.
 *
 * Concerns one and two dimensions, without groups. An input of unknown size may be as
 * large as the kernel.
 *
 * @returns The nodes that replace it; a reason if its padding depends on what is not
 * known; `undefined` if it needs none.
 */
export function leadEndPadding(
  node: Node,
  rewriting: Rewriting,
): readonly Node[] | string | undefined {
  const attributes = new NodeAttributes(node);
  if (attributes.int("group", 1) !== 1) return undefined;
  const [x = "", weights = ""] = node.inputs;
  const padded = paddedBefore(x, rewriting);
  const kernel = known(
    attributes.ints("kernel_shape") ?? rewriting.dimsOf(weights)?.slice(2),
  );
  if (kernel !== undefined && kernel.length > 2) return undefined;
  const pads = convPads(node, { kernel, size: rewriting.dimsOf(x)?.slice(2) });
  if (pads === "right") return undefined;
  if (pads !== "unknown") {
    if (padded.length === 0 && pads.every((pad) => pad === 0)) return undefined;
    if (pads.slice(0, pads.length / 2).some((pad) => pad !== 0)) {
      return undefined;
    }
  }
  if (kernel === undefined || pads === "unknown") {
    return "may pad at the end only, and its kernel or input is of unknown size";
  }
  const strides = attributes.ints("strides") ?? kernel.map(() => 1);
  const isPoint = kernel.every((extent) => extent === 1) &&
    strides.every((stride) => stride === 1);
  const sources = pads.some((pad) => pad !== 0) ? [x, ...padded] : padded;
  const isWhole = sources.some((name) =>
    mayEqual(kernel, rewriting.dimsOf(name)?.slice(2))
  );
  if (!isPoint && !isWhole) return undefined;

  const { auto_pad: _, ...kept } = node.attributes;
  const output = node.outputs[0]!;
  const wide = rewriting.fresh(`${output}_led`);
  const led = Array.from({ length: 2 * kernel.length }, (_, i) => pads[i] ?? 0);
  led[0] = strides[0]!;
  return [
    {
      ...node,
      outputs: [wide],
      attributes: { ...kept, pads: led.map(BigInt) },
    },
    sliceFromOne(wide, output, rewriting),
  ];
}

/** Extents, if all of them are numbers. */
function known(dims: readonly Dim[] | undefined): number[] | undefined {
  const sizes = dims?.filter((dim) => typeof dim === "number");
  return sizes?.length === dims?.length ? sizes : undefined;
}

function mayEqual(
  kernel: readonly number[],
  size: readonly Dim[] | undefined,
): boolean {
  return size === undefined ||
    kernel.every((extent, axis) =>
      typeof size[axis] !== "number" || extent === size[axis]
    );
}

/** Drops the first place along the first axis of a picture. */
function sliceFromOne(
  input: string,
  output: string,
  rewriting: Rewriting,
): Node {
  const bounds = { starts: 1, ends: END, axes: 2 };
  const node = { op: "Slice", domain: "", name: output, outputs: [output] };
  if (rewriting.opset < SLICE_BY_TENSORS) {
    const attributes = Object.fromEntries(
      Object.entries(bounds).map(([name, value]) => [name, [BigInt(value)]]),
    );
    return { ...node, inputs: [input], attributes };
  }
  const inputs = Object.entries(bounds).map(([name, value]) =>
    rewriting.indices([value], `${output}_${name}`)
  );
  return { ...node, inputs: [input, ...inputs], attributes: {} };
}
