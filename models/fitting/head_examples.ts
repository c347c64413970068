import { checkFeatures } from "./examples.ts";
import type { HeadExtents } from "./head_layers.ts";
import type { Matrix } from "./matrix.ts";

/** Images of which it is known what the heads should say. */
export interface HeadExamples {
  /** A row an image, a column a feature. */
  readonly features: Matrix;
  /** The diagnosis of each image, from 0. */
  readonly diagnoses: readonly number[];
  /** Which characteristics each image has; null if nobody said. */
  readonly characteristics: readonly (readonly boolean[] | null)[];
}

/**
 * Makes sure that there are images and that what is known of them fits together.
 *
 * @throws {RangeError} Naming the first thing that does not fit.
 */
export function checkHeadExamples(
  { features, diagnoses, characteristics }: HeadExamples,
  extents: HeadExtents,
): void {
  const { rows } = features;
  if (rows === 0) {
    throw new RangeError("Cannot fit heads to no images: supply some");
  }
  checkFeatures(features, extents.features);
  if (diagnoses.length !== rows || characteristics.length !== rows) {
    throw new RangeError(
      `Cannot fit heads to ${rows} images with ${diagnoses.length} diagnoses and ${characteristics.length} lists of characteristics: supply one of each an image`,
    );
  }
  for (const [row, diagnosis] of diagnoses.entries()) {
    const isKnown = Number.isInteger(diagnosis) && diagnosis >= 0 &&
      diagnosis < extents.diagnoses;
    if (!isKnown) {
      throw new RangeError(
        `Cannot fit heads to image ${row} of diagnosis ${diagnosis}: diagnoses are whole numbers from 0 to ${
          extents.diagnoses - 1
        }`,
      );
    }
    const count = characteristics[row]?.length ?? extents.characteristics;
    if (count !== extents.characteristics) {
      throw new RangeError(
        `Cannot fit heads to image ${row} with ${count} characteristics: name all ${extents.characteristics}, or null`,
      );
    }
  }
}
