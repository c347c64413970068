import type { Dim, Node } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";

/** What {@link convPads} may need to know. */
export interface ConvSizes {
  /** The kernel's extents, if known. */
  readonly kernel: readonly number[] | undefined;
  /** The input's extents without batch and channels, as far as known. */
  readonly size: readonly Dim[] | undefined;
}

/**
 * How a Conv pads: places before each axis, then behind each; none if the list is empty.
 *
 * @returns The places; `"right"` if those that `auto_pad` asks for never come behind
 * only, where the kernel covers the input; `"unknown"` if that cannot be told.
 */
export function convPads(
  node: Node,
  { kernel, size }: ConvSizes,
): readonly number[] | "right" | "unknown" {
  const attributes = new NodeAttributes(node);
  const auto = attributes.text("auto_pad", "NOTSET");
  if (auto === "NOTSET") return attributes.ints("pads") ?? [];
  if (auto === "VALID") return [];
  // Of an odd number of places, the one more comes before.
  if (auto === "SAME_LOWER") return "right";
  if (kernel === undefined) return "unknown";
  const strides = attributes.ints("strides") ?? kernel.map(() => 1);
  const dilations = attributes.ints("dilations") ?? kernel.map(() => 1);
  const totals = kernel.map((extent, axis) => {
    const stride = strides[axis]!;
    const windows = Math.ceil(extent / stride);
    const reach = (extent - 1) * dilations[axis]! + 1;
    return Math.max(0, (windows - 1) * stride + reach - extent);
  });
  // More than one place is split, so that some come before.
  if (
    totals.some((total) => total > 1) || totals.every((total) => total === 0)
  ) {
    return "right";
  }
  const covers = size?.every((length, axis) => length === kernel[axis]);
  if (covers || strides.every((stride) => stride === 1)) {
    return [...kernel.map(() => 0), ...totals];
  }
  const isKnown = size?.every((length) => typeof length === "number");
  return isKnown ? "right" : "unknown";
}
