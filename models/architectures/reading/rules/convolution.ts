import type { Padding, Pair, Sliding } from "../../plan/layer.ts";
import type { Reading } from "../rule.ts";
import type { Value } from "../tracker.ts";

/** The axes that windows move over, and the two before them. */
const PLACES_LAST = /^NC[H1][W1]$/;

/** A convolution over rows and columns; on a vector it is a matrix. */
export function convolution(reading: Reading): Value | undefined {
  const { node, attributes, tracker } = reading;
  const value = tracker.valueOf(node.inputs[0] ?? "");
  const [channels, perGroup, ...kernel] =
    tracker.constantDims(node.inputs[1] ?? "") ?? [];
  if (value === undefined || !PLACES_LAST.test(value.axes)) return undefined;
  if (channels === undefined || perGroup === undefined) return undefined;
  if (kernel.length !== 2 || tracker.valueOf(node.inputs[1]!)) return undefined;
  const groups = attributes.int("group", 1);
  const bias = (node.inputs[2] ?? "") !== "";
  const inputs = [value.layer];
  const { axes } = value;
  if (
    tracker.isVector(value) && groups === 1 && kernel.every((k) => k === 1) &&
    value.padding === undefined
  ) {
    return tracker.add({ kind: "dense", channels, bias }, {
      node,
      inputs,
      axes,
    });
  }
  const sliding = slidingOf(reading, { value, kernel: pair(kernel) });
  return tracker.add({
    kind: "convolution",
    channels,
    groups,
    bias,
    ...sliding,
  }, { node, inputs, axes: "NCHW" });
}

/** The largest value of each window. */
export function maximum(reading: Reading): Value | undefined {
  const { node, attributes, tracker } = reading;
  const value = tracker.valueOf(node.inputs[0] ?? "");
  const kernel = attributes.ints("kernel_shape");
  if (value?.axes !== "NCHW" || kernel?.length !== 2) return undefined;
  const sliding = slidingOf(reading, { value, kernel: pair(kernel) });
  return tracker.add({ kind: "maximum", ...sliding }, {
    node,
    inputs: [value.layer],
    axes: "NCHW",
  });
}

/** How a node's window moves, a Pad before it included. */
export function slidingOf(
  { node, attributes, tracker }: Reading,
  { value, kernel }: { readonly value: Value; readonly kernel: Pair },
): Sliding {
  const strides = pair(attributes.ints("strides") ?? [1, 1]);
  const dilations = pair(attributes.ints("dilations") ?? [1, 1]);
  const before = value.padding ?? [0, 0, 0, 0];
  const [, rows, columns] = tracker.shape(value);
  const made = tracker.dimsOf(node.outputs[0]!) ?? [];
  const own = attributes.ints("pads") ?? [0, 0, 0, 0];
  const auto = attributes.text("auto_pad", "NOTSET");
  const padding = [0, 0, 0, 0];
  for (const axis of [0, 1] as const) {
    const size = [rows, columns][axis]!;
    const padded = size + before[axis] + before[axis + 2]!;
    const reach = (kernel[axis] - 1) * dilations[axis] + 1;
    const steps = made[axis + 2];
    let [start, end] = [own[axis]!, own[axis + 2]!];
    if (auto === "VALID") [start, end] = [0, 0];
    if (auto.startsWith("SAME")) {
      const windows = Math.ceil(padded / strides[axis]);
      const total = Math.max(0, (windows - 1) * strides[axis] + reach - padded);
      start = auto === "SAME_LOWER"
        ? Math.ceil(total / 2)
        : Math.floor(total / 2);
      end = total - start;
    }
    padding[axis] = before[axis] + start;
    // A pool may round up, and then reads beyond what its attributes say.
    padding[axis + 2] = typeof steps === "number"
      ? Math.max(0, (steps - 1) * strides[axis] + reach - padding[axis]! - size)
      : before[axis + 2]! + end;
  }
  return {
    kernel,
    strides,
    dilations,
    padding: padding as unknown as Padding,
  };
}

function pair(list: readonly number[]): Pair {
  return [list[0] ?? 1, list[1] ?? 1];
}
