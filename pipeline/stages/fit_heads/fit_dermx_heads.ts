import type { DermxHeads } from "../../../models/architectures/with_dermx_heads.ts";
import type { LinearHead } from "../../../models/architectures/with_linear_head.ts";
import type { HeadExamples } from "../../../models/fitting/head_examples.ts";
import type { HeadExtents } from "../../../models/fitting/head_layers.ts";
import type { HeadScores } from "../../../models/fitting/head_scores.ts";
import { HeadsObjective } from "../../../models/fitting/heads_objective.ts";
import {
  minimise,
  type MinimiseOptions,
  type Minimum,
} from "../../../models/fitting/minimise.ts";
import {
  type Standardisation,
  standardisation,
  standardised,
} from "../../../models/fitting/standardisation.ts";
import { startParameters } from "./start_parameters.ts";

/** Heads for features as they come, and how their fit went. */
export interface FittedHeads {
  /** What makes scores of features. */
  readonly heads: DermxHeads;
  /** The fit to standardised features. */
  readonly fit: Minimum;
  /** The scores of the images that the heads are fitted to. */
  readonly scores: readonly HeadScores[];
}

/** How {@link fitDermxHeads} fits. */
export interface HeadOptions extends Omit<HeadExtents, "features"> {
  /** The weight of ½ Σ W² beside the mean loss, where features have deviation 1. */
  readonly l2: number;
  /** Chooses the start. */
  readonly seed: number;
}

/**
 * Minima lie in kinks, so that it is mostly the stall that ends a fit; what is left to
 * gain by then changes no score that matters.
 */
const ENOUGH: MinimiseOptions = {
  tolerance: 1e-6,
  stall: { steps: 10, share: 1e-3 },
  maxIterations: 1000,
};

/**
 * Fits DermX's heads to features that are standardised for it, and folds means and
 * deviations into their first layers. Both heads are fitted together, as the framework
 * paper has it; that of diagnoses thereby shapes the scores of characteristics, too.
 *
 * A characteristic that no image has, or every one, leaves its bias without a minimum;
 * the fit then ends when that bias gains nothing any more.
 */
export function fitDermxHeads(
  examples: HeadExamples,
  { l2, seed, ...outputs }: HeadOptions,
): FittedHeads {
  const extents = { ...outputs, features: examples.features.columns };
  const scaling = standardisation(examples.features);
  const features = standardised(examples.features, scaling);
  const objective = new HeadsObjective(
    { ...examples, features },
    { ...extents, l2 },
  );
  const fit = minimise(
    (parameters) => objective.evaluate(parameters),
    startParameters(extents, seed),
    ENOUGH,
  );
  const layers = objective.layers(fit.parameters);
  return {
    heads: {
      ...layers,
      cxHidden: unscaled(layers.cxHidden, scaling),
      dxHidden: unscaled(layers.dxHidden, scaling),
    },
    fit,
    scores: objective.scores(fit.parameters),
  };
}

/** A layer behind standardised features, made one behind features as they come. */
function unscaled(
  layer: LinearHead,
  { means, scales }: Standardisation,
): LinearHead {
  const columns = means.length;
  const weights = Float64Array.from(
    layer.weights,
    (w, i) => w / scales[i % columns]!,
  );
  const bias = Float64Array.from(
    layer.bias,
    (start, k) =>
      means.reduce(
        (sum, mean, j) => sum - weights[k * columns + j]! * mean,
        start,
      ),
  );
  return { weights, bias };
}
