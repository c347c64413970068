import { paddedSteps } from "./effective_padding.ts";
import type { Layer, Pair, Shape, Sliding } from "./layer.ts";
import type { NetworkPlan } from "./network_plan.ts";

/** What each layer of a plan makes, by name, its input included. */
export function shapesOf(
  { input, layers }: Pick<NetworkPlan, "input" | "layers">,
): ReadonlyMap<string, Shape> {
  const shapes = new Map([[input.name, input.shape]]);
  for (const layer of layers) {
    const inputs = layer.inputs.map((name) => {
      const shape = shapes.get(name);
      if (shape === undefined) {
        throw new RangeError(
          `Cannot place the layer "${layer.name}": it reads "${name}", which no layer before it makes: order the layers`,
        );
      }
      return shape;
    });
    shapes.set(layer.name, shapeOf(layer, inputs));
  }
  return shapes;
}

/** What a layer makes of what it reads. */
export function shapeOf(layer: Layer, inputs: readonly Shape[]): Shape {
  const [[channels, rows, columns] = [0, 0, 0], ...others] = inputs;
  switch (layer.kind) {
    case "convolution":
      return [layer.channels, ...slide(layer, [rows, columns])];
    case "maximum":
      return [channels, ...slide(layer, [rows, columns])];
    case "mean":
      return [channels, 1, 1];
    case "flatten":
      return [channels * rows * columns, 1, 1];
    case "dense":
      return [layer.channels, 1, 1];
    case "sum":
    case "product":
      return [
        channels,
        Math.max(rows, ...others.map((shape) => shape[1])),
        Math.max(columns, ...others.map((shape) => shape[2])),
      ];
    case "concatenation":
      return [
        others.reduce((sum, shape) => sum + shape[0], channels),
        rows,
        columns,
      ];
    case "other":
      return layer.shape;
    default:
      return [channels, rows, columns];
  }
}

function slide(layer: Sliding, size: Pair): [number, number] {
  return [paddedSteps(layer, size, 0), paddedSteps(layer, size, 1)];
}
