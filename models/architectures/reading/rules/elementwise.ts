import { affine } from "./affine.ts";
import type { Reading, Rule } from "../rule.ts";
import type { Value } from "../tracker.ts";

/** A function of single elements, under a plan's name for it. */
export function activation(name: string): Rule {
  return ({ node, tracker }) => {
    const value = tracker.valueOf(node.inputs[0] ?? "");
    if (value === undefined || value.padding) return undefined;
    return tracker.add({ kind: "activation", function: name }, {
      node,
      inputs: [value.layer],
      axes: value.axes,
    });
  };
}

/** Cuts values off below and above; from 0 to 6 it is ReLU6. */
export function clip(reading: Reading): Value | undefined {
  const { node, attributes, tracker } = reading;
  const bound = (index: number, name: string): number | undefined =>
    tracker.elements(node.inputs[index] ?? "")?.[0] ??
      attributes.get(name, "FLOAT");
  const isRelu6 = bound(1, "min") === 0 && bound(2, "max") === 6;
  return activation(isRelu6 ? "relu6" : "clip")(reading);
}

/** The sum of two layers, or of a layer and constants. */
export function sum(reading: Reading): Value | undefined {
  const { node, tracker } = reading;
  const values = node.inputs.map((name) => tracker.valueOf(name));
  const [a, b] = values;
  if (values.length !== 2) return undefined;
  if (a === undefined || b === undefined) return affine(reading);
  if (a.axes !== b.axes || a.padding || b.padding) return undefined;
  return tracker.add({ kind: "sum" }, {
    node,
    inputs: [a.layer, b.layer],
    axes: a.axes,
  });
}

/** The product of two layers, or of a layer and constants; x · sigmoid(x) is swish. */
export function product(reading: Reading): Value | undefined {
  const { node, tracker } = reading;
  const values = node.inputs.map((name) => tracker.valueOf(name));
  const [a, b] = values;
  if (values.length !== 2) return undefined;
  if (a === undefined || b === undefined) return affine(reading);
  if (a.padding || b.padding) return undefined;
  for (const [x, gate] of [[a, b], [b, a]] as const) {
    const layer = tracker.layers.get(gate.layer);
    if (layer?.kind !== "activation" || layer.function !== "sigmoid") continue;
    if (layer.inputs[0] !== x.layer) continue;
    return tracker.add({ kind: "activation", function: "swish" }, {
      node,
      inputs: [x.layer],
      axes: x.axes,
    });
  }
  // A vector's axes of 1 meet the other's rows and columns.
  const wide = tracker.isVector(a) ? b : a;
  const fits = [a, b].every(({ axes }) =>
    axes.length === wide.axes.length &&
    axes.indexOf("C") === wide.axes.indexOf("C")
  );
  if (!fits) return undefined;
  return tracker.add({ kind: "product" }, {
    node,
    inputs: [a.layer, b.layer],
    axes: wide.axes,
  });
}
