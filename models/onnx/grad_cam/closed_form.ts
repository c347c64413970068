import { GraphBuilder } from "../model_builder.ts";
import { MapNodes, type Rewriting, type Rewritten } from "./rewriting.ts";

/**
 * Appends maps where the logits are an affine function of the layer.
 *
 * For a logit the weights of channels are a row w of a constant matrix, and the maps
 * of chosen classes one 1×1 convolution. For a probability p the chain rule makes
 * them p(w − Σ pw) behind a Softmax, the sum over all classes, and p(1 − p)w behind
 * a Sigmoid.
 *
 * @param derivatives The mean derivative of every logit with respect to each
 * channel: classes × channels, in row-major order.
 */
export function closedForm(
  rewriting: Rewriting,
  derivatives: Float32Array<ArrayBuffer>,
): Rewritten {
  const { model, classes, target, scores: { probabilities, link } } = rewriting;
  const nodes = new MapNodes(GraphBuilder.from(model.graph), rewriting);
  const { emit } = nodes;
  if (target === "logit" && classes !== "top") {
    return nodes.weighAlike(rowsOf(derivatives, { ...rewriting, classes }));
  }
  const selection = new Selection(nodes, { rewriting, derivatives });
  const { weights } = selection;
  if (target === "logit" || probabilities === undefined) {
    return nodes.weigh(weights);
  }
  const all = nodes.flat(probabilities);
  const chosen = selection.of(all);
  if (link === "sigmoid") {
    const slope = emit.multiply(chosen, emit.complement(chosen));
    return nodes.weigh(emit.multiply(slope, weights));
  }
  const apart = emit.subtract(weights, selection.mixed(all));
  return nodes.weigh(emit.multiply(chosen, apart));
}

/** The chosen classes' parts of tensors that are about all classes. */
class Selection {
  /** The derivatives of the chosen logits: N×R×C, or 1×R×C. */
  readonly weights: string;
  readonly #nodes: MapNodes;
  readonly #rewriting: Rewriting;
  readonly #derivatives: Float32Array<ArrayBuffer>;
  /** The classes, or a tensor N×K that is 1 at each image's own. */
  readonly #classes: readonly number[] | string;
  #matrix: string | undefined;

  constructor(
    nodes: MapNodes,
    options: {
      readonly rewriting: Rewriting;
      readonly derivatives: Float32Array<ArrayBuffer>;
    },
  ) {
    const { rewriting, derivatives } = options;
    const { classes, layerDims: [channels] } = rewriting;
    this.#nodes = nodes;
    this.#rewriting = rewriting;
    this.#derivatives = derivatives;
    if (classes === "top") {
      this.#classes = nodes.oneHotOfTop();
      this.weights = this.mixed(this.#classes);
    } else {
      this.#classes = classes;
      this.weights = nodes.builder.constant({
        type: "float32",
        dims: [1, classes.length, channels],
        data: rowsOf(derivatives, { ...rewriting, classes }),
      }, "cam/weights");
    }
  }

  /** The chosen elements of a tensor N×K: N×R×1. */
  of(tensor: string): string {
    const { emit } = this.#nodes;
    const chosen = typeof this.#classes === "string"
      ? emit.reduceSum(emit.multiply(tensor, this.#classes), [1])
      : emit.gather(tensor, this.#classes, 1);
    return emit.reshape(chosen, [0, -1, 1]);
  }

  /** The sum of all derivatives, weighted by a tensor N×K: N×1×C. */
  mixed(byClass: string): string {
    const { emit, builder } = this.#nodes;
    const { layerDims: [channels], scores } = this.#rewriting;
    this.#matrix ??= builder.constant({
      type: "float32",
      dims: [scores.classes, channels],
      data: this.#derivatives,
    }, "cam/derivatives");
    return emit.reshape(
      emit.op("MatMul", [byClass, this.#matrix]),
      [0, 1, channels],
    );
  }
}

/** The rows of some classes. */
function rowsOf(
  matrix: Float32Array<ArrayBuffer>,
  { classes, layerDims: [channels] }: {
    readonly classes: readonly number[];
    readonly layerDims: Rewriting["layerDims"];
  },
): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(classes.length * channels);
  for (const [row, index] of classes.entries()) {
    const first = index * channels;
    rows.set(matrix.subarray(first, first + channels), row * channels);
  }
  return rows;
}
