import { constantsOf } from "../constants_of.ts";
import { foldConstants } from "../fold_constants.ts";
import { dependence } from "../gradient/dependence.ts";
import type { Model } from "../graph.ts";
import { inferShapes } from "../infer_shapes.ts";
import { quoted } from "../quoted.ts";
import type { Tensor } from "../tensor.ts";
import { chooseClasses, type Classes } from "./choose_classes.ts";
import { classScores } from "./class_scores.ts";
import { closedForm } from "./closed_form.ts";
import { cutTensors } from "./cut_tensors.ts";
import { gradientForm } from "./gradient_form.ts";
import { imageInput } from "./image_input.ts";
import { imageLayouts } from "./image_layouts.ts";
import { linearHead } from "./linear_head.ts";
import type { Rewritten, Target } from "./rewriting.ts";
import { targetLayer } from "./target_layer.ts";

/** How maps are computed: as one more convolution, or from gradients. */
export type Formula = "closed-form" | "gradient";

/** How {@link gradCamModel} rewrites. */
export interface GradCamOptions {
  /**
   * The tensor, or the node that makes it, whose maps are weighted; by default the
   * last with more than one row or column that every way to the scores passes,
   * channels first or last.
   */
  readonly layer?: string;
  /**
   * Which classes get a map. By default all, where the head is linear or there are
   * at most 32; else the one with the highest score, for each image its own.
   */
  readonly classes?: "all" | Classes;
  /** The logit unless said; a final Softmax or Sigmoid is then stepped over. */
  readonly target?: Target;
  /** The output that holds the scores, if there are several. */
  readonly logits?: string;
  /**
   * The extents of the image input, batch included, where the model leaves them
   * open. The rewritten model takes images of that size.
   */
  readonly inputShape?: readonly number[];
  /** `"gradient"` takes gradients even where the closed form would do. */
  readonly formula?: Formula;
}

/** A classifier that yields its Grad-CAM maps beside its scores. */
export interface GradCamModel extends Rewritten {
  /** The output of the scores before a final Softmax or Sigmoid: N×K, float32. */
  readonly logits: string;
  /** The tensor whose maps are weighted. */
  readonly layer: string;
  /** Its channels, rows and columns. */
  readonly layerDims: readonly [number, number, number];
  /** The classes that have maps, in order. */
  readonly classes: Classes;
  /** How the maps are computed. */
  readonly formula: Formula;
  /** What the maps explain. */
  readonly explains: Target;
  /** The layers that may stand for the default one, from first to last. */
  readonly candidates: readonly string[];
}

/**
 * Rewrites a classifier so that one run yields its scores and its Grad-CAM maps
 * (Selvaraju et al. 2017, equations 1 and 2, without the ReLU):
 * cam[n, k] = Σ_c mean_yx(∂score[n, k] / ∂A[n, c, y, x]) · A[n, c].
 *
 * Where the scores are an affine function of the layer, the derivatives are
 * constants of the model, and the maps are one more 1×1 convolution. Elsewhere
 * nodes that compute gradients are appended.
 *
 * The model's constants are folded, its outputs stay, and its metadata say what was
 * done, under names that start with `gradcam.`.
 *
 * @throws {RangeError} If there is no such layer, class or output; the message lists
 * what there is.
 * @throws {LayerError} If the model has no layer to choose by default, or the named
 * one holds no feature maps.
 * @throws {TypeError} If the model is no classifier of images, or an operator behind
 * the layer has no gradient.
 */
export function gradCamModel(
  original: Model,
  options: GradCamOptions = {},
): GradCamModel {
  const { target = "logit", layer: wanted, classes: asked } = options;
  const { model: sized, input } = imageInput(original, options.inputShape);
  const shapes = inferShapes(sized);
  const model = foldConstants(sized, shapes);
  const { graph } = model;
  const constants = constantsOf(graph);
  const constant = (name: string): Tensor | undefined => constants.get(name);
  const varies = (name: string): boolean =>
    /float/.test(shapes.get(name)?.type ?? "float");

  const scores = classScores(model, { shapes, output: options.logits });
  const { logits, probabilities } = scores;
  if (target === "probability" && probabilities === undefined) {
    throw new TypeError(
      `Cannot explain probabilities: no Softmax or Sigmoid makes ${
        quoted(logits.name)
      }: explain the logit`,
    );
  }

  const of = logits.name;
  const way = dependence(graph, { of, wrt: [input], varies });
  const {
    name: layer,
    dims: layerDims,
    axes: layerAxes,
    candidates,
  } = targetLayer({
    ...way,
    layer: wanted,
    cuts: cutTensors(way.nodes, { ...way, from: input, to: of }),
    layouts: imageLayouts(graph.nodes, { shapes, constant }),
    shapes,
  });

  const derivatives = options.formula === "gradient" ? undefined : linearHead({
    ...dependence(graph, { of, wrt: [layer], varies }),
    layer,
    axes: layerAxes,
    scores: of,
    classes: scores.classes,
    shapes,
    constant,
  });
  const classes = chooseClasses({
    classes: asked,
    count: scores.classes,
    backward: derivatives === undefined,
  });
  const rewriting = {
    model,
    scores,
    target,
    layer,
    layerDims,
    layerAxes,
    classes,
  };
  const rewritten = derivatives === undefined
    ? gradientForm(rewriting)
    : closedForm(rewriting, derivatives);
  const formula = derivatives === undefined ? "gradient" : "closed-form";
  const metadata = new Map([
    ...original.metadata,
    ["gradcam.layer", layer],
    ["gradcam.formula", formula],
    ["gradcam.explains", target],
    ["gradcam.classes", classes === "top" ? classes : classes.join()],
  ]);
  return {
    ...rewritten,
    model: { ...rewritten.model, metadata },
    logits: of,
    layer,
    layerDims,
    classes,
    formula,
    explains: target,
    candidates,
  };
}
