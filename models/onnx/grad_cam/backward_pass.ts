import { differentiate } from "../gradient/differentiate.ts";
import type { Model, Node, ValueInfo } from "../graph.ts";
import { GraphBuilder } from "../model_builder.ts";
import { Labels } from "./labels.ts";

/** What {@link BackwardPass} differentiates. */
export interface BackwardPassOptions {
  /** The tensor of the scores. */
  readonly of: ValueInfo;
  /** The layer's tensor. */
  readonly layer: string;
}

/**
 * Appends gradients with respect to a layer, in as many directions as wanted.
 *
 * The backward pass is made once, for a seed that stands for any; the nodes that
 * depend on it are repeated for each seed. What does not, such as where a ReLU is
 * open, is computed once, and the forward pass stays as it is. The alternative, to
 * repeat the batch for each class and go back once, would run the head forward again
 * for each class, and break models whose `Reshape` names the size of the batch.
 *
 * A gradient is that of a sum over the batch. It is each image's own as long as no
 * layer behind mixes the images, which none does in evaluation.
 */
export class BackwardPass {
  /** The graph with all that does not depend on a seed; append seeds to it. */
  readonly builder: GraphBuilder;
  readonly #seeded: readonly Node[];
  readonly #seed: string;
  readonly #gradient: string;
  readonly #labels: Labels;

  /**
   * Differentiates the scores.
   *
   * @throws {TypeError} If an operator on the way has no gradient.
   */
  constructor(model: Model, { of, layer }: BackwardPassOptions) {
    const { graph } = model;
    const draft = GraphBuilder.from(graph);
    const name = GraphBuilder.from(graph).fresh("cam/seed");
    this.#seed = draft.input({ ...of, name });
    const { model: backward, gradients } = differentiate(
      { ...model, graph: draft.build() },
      { of: of.name, seed: name, wrt: [layer] },
    );
    const appended = backward.graph.nodes.slice(graph.nodes.length);
    const seeded = readersOf(name, appended);
    this.#seeded = [...seeded];
    this.#gradient = gradients.get(layer)!;
    this.builder = new GraphBuilder(graph.name, {
      ...backward.graph,
      inputs: graph.inputs,
      nodes: [...graph.nodes, ...appended.filter((node) => !seeded.has(node))],
      values: graph.values,
    });
    this.#labels = new Labels(this.builder.build());
  }

  /**
   * Appends the layer's gradient in one direction.
   *
   * @param seed A float32 tensor of the scores' shape; for the gradient of a class
   * it is 1 at its scores and 0 elsewhere.
   * @returns The name of a tensor of the layer's shape.
   */
  gradient(seed: string): string {
    const names = new Map([[this.#seed, seed]]);
    for (const { op, domain, attributes, inputs, outputs } of this.#seeded) {
      const made = this.builder.op(
        op,
        inputs.map((name) => names.get(name) ?? name),
        {
          attributes,
          domain,
          outputs: outputs.length,
          name: this.#labels.fresh(outputs[0] ?? op),
        },
      );
      outputs.forEach((name, index) => names.set(name, made[index]!));
    }
    return names.get(this.#gradient) ?? this.#gradient;
  }
}

/** The nodes that read a tensor, or what was made of it. */
function readersOf(tensor: string, nodes: readonly Node[]): Set<Node> {
  const made = new Set([tensor]);
  return new Set(nodes.filter((node) => {
    if (!node.inputs.some((name) => made.has(name))) return false;
    for (const name of node.outputs) made.add(name);
    return true;
  }));
}
