/** What {@link confusionCounts} counts. */
export interface ConfusionOptions {
  /** The images that count. */
  readonly images: ReadonlySet<string>;
  /** The diagnosis of each image. */
  readonly gold: ReadonlyMap<string, string>;
  /** The rows, in order. */
  readonly diagnoses: readonly string[];
  /** How many columns there are: the outputs of the network. */
  readonly outputs: number;
}

/**
 * How often each output is preferred for the images of each diagnosis: a row for
 * each diagnosis, a column for each output.
 *
 * @throws {RangeError} If an image that counts has no prediction, or a diagnosis
 * that is no row.
 */
export function confusionCounts(
  predictions: ReadonlyMap<string, number>,
  { images, gold, diagnoses, outputs }: ConfusionOptions,
): number[][] {
  const counts = diagnoses.map(() => new Array<number>(outputs).fill(0));
  for (const image of images) {
    const index = predictions.get(image);
    if (index === undefined) {
      throw new RangeError(
        `Cannot count "${image}": the network was not run on it: supply the logits of every image that counts`,
      );
    }
    const diagnosis = gold.get(image) ?? "";
    const row = counts[diagnoses.indexOf(diagnosis)];
    if (row === undefined) {
      throw new RangeError(
        `Cannot count "${image}": its diagnosis "${diagnosis}" is none of "${
          diagnoses.join('", "')
        }": correct the metadata, or name the diagnosis in the study`,
      );
    }
    row[index]! += 1;
  }
  return counts;
}
