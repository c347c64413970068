import type { Dim } from "../../../onnx/graph.ts";
import type { FlattenOrder, Padding } from "../../plan/layer.ts";
import type { Reading } from "../rule.ts";
import type { Value } from "../tracker.ts";

/** Places of a value's axes in a Pad's list, from its start. */
const PADDED = ["H", "W"] as const;

/** The input as it is. */
export function unchanged({ node, tracker }: Reading): Value | undefined {
  return tracker.valueOf(node.inputs[0] ?? "");
}

/** Exchanges axes. */
export function transpose(
  { node, attributes, tracker }: Reading,
): Value | undefined {
  const value = tracker.valueOf(node.inputs[0] ?? "");
  if (value === undefined) return undefined;
  const order = attributes.ints("perm") ??
    [...value.axes].map((_, i) => value.axes.length - 1 - i);
  const axes = order.map((axis) => value.axes[axis]).join("");
  return { ...value, axes };
}

/** Zeros around rows and columns, which the next window reads. */
export function pad({ node, attributes, tracker }: Reading): Value | undefined {
  const value = tracker.valueOf(node.inputs[0] ?? "");
  const pads = attributes.ints("pads") ??
    tracker.elements(node.inputs[1] ?? "");
  if (value === undefined || pads === undefined) return undefined;
  if (attributes.text("mode", "constant") !== "constant") return undefined;
  const filled = (node.inputs[2] ?? "") === ""
    ? [attributes.get("value", "FLOAT") ?? 0]
    : tracker.elements(node.inputs[2]!);
  if (filled === undefined || filled.some((number) => number !== 0)) {
    return undefined;
  }
  const rank = value.axes.length;
  const axes = (node.inputs[3] ?? "") === ""
    ? [...value.axes].map((_, axis) => axis)
    : tracker.elements(node.inputs[3]!)?.map((axis) =>
      axis < 0 ? axis + rank : axis
    );
  if (axes === undefined || pads.length !== 2 * axes.length) return undefined;
  const padding = [...value.padding ?? [0, 0, 0, 0]];
  for (const [i, axis] of axes.entries()) {
    const at = PADDED.findIndex((letter) => letter === value.axes[axis]);
    const [start, end] = [pads[i]!, pads[i + axes.length]!];
    if (start < 0 || end < 0 || (at < 0 && start + end > 0)) return undefined;
    if (at < 0) continue;
    padding[at] = padding[at]! + start;
    padding[at + 2] = padding[at + 2]! + end;
  }
  return { ...value, padding: padding as unknown as Padding };
}

/** Another shape: of a vector, or all places of all channels in a row. */
export function reshape({ node, tracker }: Reading): Value | undefined {
  const value = tracker.valueOf(node.inputs[0] ?? "");
  const dims = tracker.dimsOf(node.outputs[0]!);
  if (value === undefined || dims === undefined || value.padding) {
    return undefined;
  }
  const [channels, rows, columns] = tracker.shape(value);
  if (tracker.isVector(value)) {
    const axes = vectorAxes(dims, channels);
    return axes === undefined ? undefined : { ...value, axes };
  }
  const before = tracker.dimsOf(node.inputs[0]!);
  if (before?.slice(1).join() === dims.slice(1).join()) return value;
  if (dims.length !== 2 || dims[1] !== channels * rows * columns) {
    return undefined;
  }
  return tracker.add({ kind: "flatten", order: orderOf(value.axes) }, {
    node,
    inputs: [value.layer],
    axes: "NC",
  });
}

/** The axes of a vector in a shape: all but the batch and the channels are 1. */
function vectorAxes(
  [, ...dims]: readonly Dim[],
  channels: number,
): string | undefined {
  const at = dims.findIndex((dim) => dim === channels);
  if (at < 0 || dims.some((dim, i) => i !== at && dim !== 1)) return undefined;
  return `N${dims.map((_, i) => i === at ? "C" : "1").join("")}`;
}

function orderOf(axes: string): FlattenOrder {
  if (axes === "NHWC") return "rows, columns, channels";
  return axes === "NCHW" ? "channels, rows, columns" : "another order";
}
