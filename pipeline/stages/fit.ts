import type { Stage } from "../engine/stage.ts";
import type { SplitParams } from "./fit/held_out.ts";

/** What `fit` is told. */
export interface FitParams extends SplitParams {
  /** What the network is called; its id is `<architecture>-<run>`. */
  readonly architecture: string;
  /** The diagnoses in the order of the network's scores. */
  readonly classes: readonly string[];
  /** The weight of ½ Σ w² beside the summed loss: scikit-learn's 1 / C; above 0. */
  readonly l2: number;
}

/**
 * Fits the head of a network to the images that its split does not hold out.
 *
 * Inputs: features and ids by shard, as `features` writes them; the images' diagnoses;
 * the network without a head. Outputs: `model` and `card`, the network from pixels to
 * scores; `split`; `fit`, how the fit went.
 *
 * `model` and `card` depend on the training images alone: one more image that the
 * split holds out leaves them as they are to the byte.
 */
export const fit: Stage = {
  id: "fit",
  revision: 1,
  entry: new URL("./fit_run.ts", import.meta.url),
  inputs: {
    features: { partitioned: true },
    ids: { partitioned: true },
    images: {},
    trunk: {},
    card: {},
  },
  outputs: {
    model: { file: "model.onnx" },
    card: { file: "card.json" },
    split: { file: "split.json" },
    fit: { file: "fit.json" },
  },
  resources: { cpu: 1, memoryMiB: 192 },
};
