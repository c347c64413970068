import type { Layer, Shape } from "./layer.ts";

/**
 * A network as data: what it is built from, and what a file is compared with.
 */
export interface NetworkPlan {
  /** A label for people. */
  readonly name: string;
  /** What it reads, and its channels, rows and columns. */
  readonly input: { readonly name: string; readonly shape: Shape };
  /** Each layer after those that it reads. */
  readonly layers: readonly Layer[];
  /** The layer whose values are the scores, before a softmax. */
  readonly output: string;
  /** The layer whose feature maps Grad-CAM weights. */
  readonly target: string;
}
