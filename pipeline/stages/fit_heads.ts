import type { Stage } from "../engine/stage.ts";

/** What `fit_heads` is told. */
export interface FitHeadsParams {
  /** What the network is called; that of fold 2 is `<network>-2`. */
  readonly network: string;
  /** The diagnoses in the order of their scores. */
  readonly classes: readonly string[];
  /** The characteristics in the order of their scores. */
  readonly characteristics: readonly string[];
  /** Features of each head between its two matrices; DermX has 64. */
  readonly hidden: number;
  /** Another seed starts elsewhere. */
  readonly seed: number;
  /** The weight of ½ Σ w² beside the mean loss; above 0. */
  readonly l2: number;
}

/**
 * Puts DermX's two heads on a network without a head, and fits them: one network a
 * fold. The images of fold k are those of part k, and network k is fitted to all
 * others.
 *
 * Inputs: features and ids by shard, as `features` writes them; the images' diagnoses;
 * `labels`, which characteristics they have, as the stage of that name writes it; the
 * network without a head. Outputs: `models` and `cards`, a part a fold; `fit`, how each
 * fit went.
 *
 * Model and card of a fold depend on the images of the other folds alone: one more
 * image in it leaves them as they are to the byte.
 */
export const fitHeads: Stage = {
  id: "fit_heads",
  revision: 1,
  entry: new URL("./fit_heads_run.ts", import.meta.url),
  inputs: {
    features: { partitioned: true },
    ids: { partitioned: true },
    images: {},
    labels: {},
    trunk: {},
    card: {},
  },
  outputs: {
    models: { file: "models", partitioned: true, extension: ".onnx" },
    cards: { file: "cards", partitioned: true, extension: ".json" },
    fit: { file: "fit.json" },
  },
  resources: { cpu: 1, memoryMiB: 192 },
};
