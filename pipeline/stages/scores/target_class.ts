import type { Target } from "./target.ts";

/** What is known of an image when {@link targetClass} chooses its map. */
export interface TargetContext {
  /** For messages. */
  readonly image: string;
  /** As `images.csv` has it; `undefined` for an image without metadata. */
  readonly diagnosis: string | undefined;
  /** The network's; `undefined` where there is none. */
  readonly logits: Float32Array | undefined;
}

/**
 * The position of the class whose map a target means; `undefined` if it has none for
 * the image's diagnosis.
 *
 * @throws {TypeError} If the prediction is wanted and there are no logits.
 * @throws {RangeError} If a logit is NaN.
 */
export function targetClass(
  target: Target,
  { image, diagnosis, logits }: TargetContext,
): number | undefined {
  if ("classes" in target) {
    const { classes } = target;
    return diagnosis !== undefined && Object.hasOwn(classes, diagnosis)
      ? classes[diagnosis]
      : undefined;
  }
  if (logits === undefined) {
    throw new TypeError(
      `Cannot score target "${target.id}": it follows the network's prediction and there are no logits: supply them, or leave the target out`,
    );
  }
  if (logits.some(Number.isNaN)) {
    throw new RangeError(
      `Cannot score target "${target.id}" on "${image}": a logit is not a number: check the network on that image`,
    );
  }
  return logits.indexOf(Math.max(...logits));
}
