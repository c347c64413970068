import type { Reading } from "../rule.ts";
import type { Value } from "../tracker.ts";

/** A matrix behind a vector. */
export function matrixProduct({ node, tracker }: Reading): Value | undefined {
  const value = tracker.valueOf(node.inputs[0] ?? "");
  const [features, channels, ...more] =
    tracker.constantDims(node.inputs[1] ?? "") ?? [];
  if (value === undefined || tracker.valueOf(node.inputs[1]!)) return undefined;
  if (!tracker.isVector(value) || !value.axes.endsWith("C")) return undefined;
  if (channels === undefined || more.length > 0) return undefined;
  if (features !== tracker.shape(value)[0]) return undefined;
  return tracker.add({ kind: "dense", channels, bias: false }, {
    node,
    inputs: [value.layer],
    axes: value.axes,
  });
}

/** A matrix and a shift behind a vector. */
export function gemm(
  { node, attributes, tracker }: Reading,
): Value | undefined {
  const value = tracker.valueOf(node.inputs[0] ?? "");
  const dims = tracker.constantDims(node.inputs[1] ?? "");
  if (value?.axes !== "NC" || dims?.length !== 2) return undefined;
  if (attributes.int("transA", 0) !== 0) return undefined;
  const channels = dims[attributes.int("transB", 0) === 0 ? 1 : 0]!;
  const bias = (node.inputs[2] ?? "") !== "";
  return tracker.add({ kind: "dense", channels, bias }, {
    node,
    inputs: [value.layer],
    axes: "NC",
  });
}
