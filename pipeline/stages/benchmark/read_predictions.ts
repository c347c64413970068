import { readNpy } from "../../../data/npy.ts";
import { readIds } from "../shards/read_ids.ts";

/** The files of one network, part by part. */
export interface PredictionFiles {
  /** `logits.npy`, images by outputs. */
  readonly logits: readonly string[];
  /** `ids.json`, the images in the same order. */
  readonly ids: readonly string[];
}

/**
 * The output that a network prefers for each image: the index of the highest
 * logit, of equal ones the first.
 *
 * @param outputs How many outputs the network has to have.
 * @throws {RangeError} If the parts do not fit each other or that number, or a logit is NaN.
 */
export async function readPredictions(
  { logits, ids }: PredictionFiles,
  outputs: number,
): Promise<Map<string, number>> {
  if (logits.length !== ids.length) {
    throw new RangeError(
      `Cannot pair ${logits.length} parts of logits with ${ids.length} parts of ids: supply those of one inference`,
    );
  }
  const preferred = new Map<string, number>();
  for (const [part, path] of logits.entries()) {
    const { shape: [rows = 0, columns], data } = await readNpy(path);
    const images = await readIds(ids[part]!);
    if (columns !== outputs || rows !== images.length) {
      throw new RangeError(
        `Cannot use "${path}": it has ${rows} rows of ${columns} logits for ${images.length} images and ${outputs} classes: supply a network with one output for each class`,
      );
    }
    for (const [row, image] of images.entries()) {
      const own = data.subarray(row * outputs, (row + 1) * outputs);
      if (own.some(Number.isNaN)) {
        throw new RangeError(
          `Cannot take a diagnosis of "${image}" from "${path}": a logit is not a number: check the network on that image`,
        );
      }
      preferred.set(image, own.indexOf(Math.max(...own)));
    }
  }
  return preferred;
}
