import type { Node } from "../../../onnx/graph.ts";
import type { Layer } from "../../plan/layer.ts";
import type { Reading } from "../rule.ts";
import type { Value } from "../tracker.ts";

/** scale · x + shift, one of each a channel; `undefined` where they are not known. */
interface Affine {
  readonly scale: readonly number[] | undefined;
  readonly shift: readonly number[] | undefined;
  /** Whether nothing is multiplied. */
  readonly shiftsOnly: boolean;
  /** What a batch normalisation adds to the variance. */
  readonly epsilon?: number;
}

/** Arithmetic with constants: one for all, or one a channel. */
export function affine({ node, tracker }: Reading): Value | undefined {
  const at = node.inputs.findIndex((name) => tracker.valueOf(name));
  const value = tracker.valueOf(node.inputs[at] ?? "");
  const constant = node.inputs[1 - at] ?? "";
  if (value === undefined || value.padding) return undefined;
  if (!isPerChannel(tracker.constantDims(constant), value.axes)) {
    return undefined;
  }
  const known = tracker.elements(constant);
  const each = (change: (x: number) => number): number[] | undefined =>
    known && perChannel(known.map(change), tracker.shape(value)[0]);
  const ones = perChannel([1], tracker.shape(value)[0]);
  const zeros = ones.map(() => 0);
  const grown = (change: Affine): Value =>
    apply(change, { node, value, tracker });
  const shifted = (shift: Affine["shift"]): Value =>
    grown({ scale: ones, shift, shiftsOnly: true });
  const scaled = (scale: Affine["scale"], shift: Affine["shift"]): Value =>
    grown({ scale, shift, shiftsOnly: false });
  switch (node.op) {
    case "Add":
      return shifted(each((x) => x));
    case "Sub":
      // A constant less the values turns their sign.
      return at === 0
        ? shifted(each((x) => -x))
        : scaled(ones.map(() => -1), each((x) => x));
    case "Mul":
      return scaled(each((x) => x), zeros);
    case "Div":
      return at === 0 ? scaled(each((x) => 1 / x), zeros) : undefined;
    default:
      return undefined;
  }
}

/** A batch normalisation outside of training. */
export function batchNormalization(
  { node, attributes, tracker }: Reading,
): Value | undefined {
  const value = tracker.valueOf(node.inputs[0] ?? "");
  if (value === undefined || value.padding || value.axes[1] !== "C") {
    return undefined;
  }
  const epsilon = Math.fround(attributes.get("epsilon", "FLOAT") ?? 1e-5);
  const [gamma, beta, mean, variance] = node.inputs.slice(1)
    .map((name) => tracker.elements(name));
  const isKnown = gamma && beta && mean && variance;
  const scale = isKnown &&
    gamma.map((g, c) => g / Math.sqrt(variance[c]! + epsilon));
  const shift = scale && beta!.map((b, c) => b - mean![c]! * scale[c]!);
  return apply({ scale, shift, shiftsOnly: false, epsilon }, {
    node,
    value,
    tracker,
  });
}

/** Adds a factor and a shift to the layer before, or as a layer of its own. */
function apply(
  change: Affine,
  { node, value, tracker }: Pick<Reading, "node" | "tracker"> & {
    readonly value: Value;
  },
): Value {
  const before = tracker.layers.get(value.layer);
  const { epsilon } = change;
  const grow = (layer: Layer): Value =>
    tracker.add(layer, {
      node,
      inputs: layer.inputs,
      axes: value.axes,
      at: tracker.nodes.get(layer.name) as Node,
    });
  if (before === undefined) {
    const { scale, shift } = change;
    return tracker.add({ kind: "scaling", scale, shift }, {
      node,
      inputs: [value.layer],
      axes: value.axes,
    });
  }
  if (before.kind === "scaling") return grow(composed(before, change));
  const isNormed = before.kind === "convolution" && before.norm !== undefined;
  if (
    (before.kind === "convolution" || before.kind === "dense") &&
    !isNormed && !before.bias && change.shiftsOnly
  ) return grow({ ...before, bias: true });
  if (before.kind === "convolution" && !isNormed) {
    return grow({ ...before, norm: { name: node.name, epsilon } });
  }
  // A factor and a shift that were written out are one normalisation.
  const continues = epsilon === undefined &&
    (isNormed && before.norm?.epsilon === undefined ||
      before.kind === "batch normalisation" && before.epsilon === undefined);
  if (continues) return grow(before);
  return tracker.add({ kind: "batch normalisation", epsilon }, {
    node,
    inputs: [value.layer],
    axes: value.axes,
  });
}

function composed(
  before: Extract<Layer, { kind: "scaling" }>,
  { scale, shift }: Affine,
): Layer {
  const isKnown = before.scale && before.shift && scale && shift;
  return {
    ...before,
    scale: isKnown && before.scale.map((x, c) => x * scale[c]!),
    shift: isKnown && before.shift.map((x, c) => x * scale[c]! + shift[c]!),
  };
}

/** Whether constants of a shape, broadcast to axes, are the same at all places. */
function isPerChannel(
  dims: readonly number[] | undefined,
  axes: string,
): boolean {
  if (dims === undefined || dims.length > axes.length) return false;
  const met = axes.slice(axes.length - dims.length);
  return dims.every((dim, i) => dim === 1 || met[i] === "C");
}

function perChannel(values: readonly number[], channels: number): number[] {
  return Array.from({ length: channels }, (_, c) => values[c % values.length]!);
}
