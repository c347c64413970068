import { Emitter } from "../gradient/emitter.ts";
import type { Dim, Model, ValueInfo } from "../graph.ts";
import type { GraphBuilder } from "../model_builder.ts";
import type { ClassScores } from "./class_scores.ts";
import type { Classes } from "./choose_classes.ts";
import { Labels } from "./labels.ts";
import type { MapAxes } from "./map_axes.ts";
import { topClass } from "./top_class.ts";

/** What is explained of a class: its score, or what Softmax or Sigmoid makes of it. */
export type Target = "logit" | "probability";

/** What a model is rewritten to explain. */
export interface Rewriting {
  /** The model, its constants folded. */
  readonly model: Model;
  /** What is explained. */
  readonly scores: ClassScores;
  /** Whether it is the logit or the probability. */
  readonly target: Target;
  /** The layer's tensor. */
  readonly layer: string;
  /** Its channels, rows and columns. */
  readonly layerDims: readonly [number, number, number];
  /** Which of the tensor's axes they are. */
  readonly layerAxes: MapAxes;
  /** The classes that get maps. */
  readonly classes: Classes;
}

/** A model that yields maps. */
export interface Rewritten {
  /** The model with one output more, or up to three. */
  readonly model: Model;
  /** The output of the maps: N×K×h×w, float32, signed, as they are. */
  readonly cam: string;
  /** The output that says each image's class, N×1, int32; only with `"top"`. */
  readonly topClass?: string;
}

/** The number by which `Cast` knows int32. */
const INT32 = 6n;

/** Appends the nodes of maps to a graph. */
export class MapNodes {
  /** The graph that grows. */
  readonly builder: GraphBuilder;
  /** Appends nodes in the model's operator set. */
  readonly emit: Emitter;
  readonly #rewriting: Rewriting;
  readonly #labels: Labels;
  #topClass: string | undefined;

  /** Goes on with a graph that holds the model's nodes. */
  constructor(builder: GraphBuilder, rewriting: Rewriting) {
    const { model } = rewriting;
    this.builder = builder;
    this.emit = new Emitter(builder, { opset: model.opsets.get("") ?? 1 });
    this.emit.scope = "cam";
    this.#rewriting = rewriting;
    this.#labels = new Labels(builder.build());
  }

  /** Scores as N×K, if they are N×K×1×1. */
  flat({ name, dims }: ValueInfo): string {
    if (dims?.length === 2) return name;
    return this.emit.reshape(name, [0, this.#rewriting.scores.classes]);
  }

  /** A tensor N×K that is 1 at each image's highest score; its class is an output. */
  oneHotOfTop(): string {
    const { logits, classes } = this.#rewriting.scores;
    const { oneHot, index } = topClass(this.emit, {
      scores: this.flat(logits),
      count: classes,
    });
    const [name = ""] = this.builder.op("Cast", [index], {
      attributes: { to: INT32 },
      name: this.#labels.fresh("cam_class"),
    });
    this.builder.output({ name, type: "int32", dims: [this.#batch, 1] });
    this.#topClass = name;
    return oneHot;
  }

  /** Appends the maps for weights of channels: N×R×C, or 1×R×C. */
  weigh(weights: string): Rewritten {
    const { layerDims: [channels, height, width] } = this.#rewriting;
    const places = this.emit.reshape(
      this.#featureMaps(),
      [0, channels, height * width],
    );
    const sums = this.emit.op("MatMul", [weights, places]);
    const shape = this.emit.integers([0, this.#rows, height, width]);
    return this.#finish("Reshape", [sums, shape]);
  }

  /** Appends the maps for weights that all images share: R×C, in row-major order. */
  weighAlike(weights: Float32Array<ArrayBuffer>): Rewritten {
    const { layerDims: [channels] } = this.#rewriting;
    const kernel = this.builder.constant({
      type: "float32",
      dims: [this.#rows, channels, 1, 1],
      data: weights,
    }, "cam/weights");
    return this.#finish("Conv", [this.#featureMaps(), kernel]);
  }

  /** The layer as N×C×H×W. */
  #featureMaps(): string {
    const { layer, layerAxes } = this.#rewriting;
    const isInOrder = layerAxes.every((axis, i) => axis === i + 1);
    return isInOrder ? layer : this.emit.transpose(layer, [0, ...layerAxes]);
  }

  get #batch(): Dim {
    return this.#rewriting.scores.logits.dims?.[0];
  }

  get #rows(): number {
    const { classes } = this.#rewriting;
    return classes === "top" ? 1 : classes.length;
  }

  #finish(op: string, inputs: readonly string[]): Rewritten {
    const { model, scores: { logits }, layerDims } = this.#rewriting;
    const [cam = ""] = this.builder.op(op, inputs, {
      name: this.#labels.fresh("cam"),
    });
    const [, height, width] = layerDims;
    const dims = [this.#batch, this.#rows, height, width];
    this.builder.output({ name: cam, type: "float32", dims });
    if (!model.graph.outputs.some(({ name }) => name === logits.name)) {
      this.builder.output(logits);
    }
    return {
      model: { ...model, graph: this.builder.build() },
      cam,
      ...(this.#topClass === undefined ? {} : { topClass: this.#topClass }),
    };
  }
}
