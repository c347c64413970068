import type { Node, ValueInfo } from "../graph.ts";
import { quoted } from "../quoted.ts";
import { affineRule } from "./affine_rules.ts";
import { extents } from "./extents.ts";
import { LayerError } from "./layer_error.ts";

/**
 * Refuses a default where the image has become tokens: an operation on a sequence
 * that is not linear, or a product of two activations, comes after the layer.
 *
 * @throws {LayerError} If so.
 */
export function refuseTokens(
  layer: string,
  { nodes, changing, shapes }: {
    readonly nodes: readonly Node[];
    readonly changing: ReadonlySet<string>;
    readonly shapes: ReadonlyMap<string, ValueInfo>;
  },
): void {
  const made = nodes.findIndex(({ outputs }) => outputs.includes(layer));
  for (const node of nodes.slice(made + 1)) {
    const [output = ""] = node.outputs;
    const dims = shapes.get(output)?.dims;
    const attends = node.op === "MatMul" &&
      node.inputs.every((name) => changing.has(name));
    const bends = dims?.length === 3 && affineRule(node) === undefined;
    if (!attends && !bends) continue;
    throw new LayerError(
      `Cannot choose a layer for Grad-CAM: behind ${quoted(layer)} (${
        extents(shapes.get(layer)?.dims)
      }), the last with rows and columns, the network works on tokens (${node.op} makes ${
        quoted(output)
      }, ${
        extents(dims)
      }), which no map of channels explains: name a layer to explain it all the same`,
    );
  }
}
