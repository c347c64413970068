import type { Size } from "../dermx/outline.ts";

/**
 * Skin before it is lit: one number a pixel for each thing that decides its colour,
 * rows from the top. Lesions are drawn by changing these, as they do in skin, so
 * that what two of them share looks alike.
 */
export interface Tissue extends Size {
  /** Pigment, which takes blue more than red. */
  readonly melanin: Float32Array;
  /** Blood, which takes green and blue. */
  readonly blood: Float32Array;
  /** How high the surface is, in pixels. */
  readonly relief: Float32Array;
  /** Dead horn on top: 0 for none, 1 for opaque. */
  readonly keratin: Float32Array;
  /** How yellow that horn is: 0 for silvery. */
  readonly wax: Float32Array;
  /** How much the surface shines. */
  readonly gloss: Float32Array;
}

/** Tissue with nothing in it. */
export function emptyTissue({ width, height }: Size): Tissue {
  const plane = (): Float32Array => new Float32Array(width * height);
  return {
    width,
    height,
    melanin: plane(),
    blood: plane(),
    relief: plane(),
    keratin: plane(),
    wax: plane(),
    gloss: plane(),
  };
}
