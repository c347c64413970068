import type { Reading } from "../rule.ts";
import type { Value } from "../tracker.ts";

/** The mean over all places. */
export function globalMean({ node, tracker }: Reading): Value | undefined {
  const value = tracker.valueOf(node.inputs[0] ?? "");
  if (value?.axes !== "NCHW" || value.padding) return undefined;
  return tracker.add({ kind: "mean" }, {
    node,
    inputs: [value.layer],
    axes: "NC11",
  });
}

/** A mean over rows and columns. */
export function reduceMean(reading: Reading): Value | undefined {
  const { node, attributes, tracker } = reading;
  const value = tracker.valueOf(node.inputs[0] ?? "");
  const reduced = value && reducedAxes(reading, value);
  if (value === undefined || value.padding || reduced === undefined) {
    return undefined;
  }
  const letters = [...reduced].map((axis) => value.axes[axis]).sort().join("");
  if (letters !== "HW") return undefined;
  const keeps = attributes.int("keepdims", 1) !== 0;
  const axes = [...value.axes]
    .map((letter, axis) => reduced.has(axis) ? (keeps ? "1" : "") : letter)
    .join("");
  return tracker.add({ kind: "mean" }, { node, inputs: [value.layer], axes });
}

/** An average over windows, where one window is all. */
export function averageOfAll(
  { node, attributes, tracker }: Reading,
): Value | undefined {
  const value = tracker.valueOf(node.inputs[0] ?? "");
  if (value?.axes !== "NCHW" || value.padding) return undefined;
  const [, rows, columns] = tracker.shape(value);
  const kernel = attributes.ints("kernel_shape") ?? [];
  const isPadded = (attributes.ints("pads") ?? []).some((pad) => pad > 0);
  if (kernel[0] !== rows || kernel[1] !== columns || isPadded) return undefined;
  return tracker.add({ kind: "mean" }, {
    node,
    inputs: [value.layer],
    axes: "NC11",
  });
}

function reducedAxes(
  { node, attributes, tracker }: Reading,
  { axes }: Value,
): ReadonlySet<number> | undefined {
  const list = attributes.ints("axes") ??
    tracker.elements(node.inputs[1] ?? "");
  return list &&
    new Set(list.map((axis) => axis < 0 ? axis + axes.length : axis));
}
