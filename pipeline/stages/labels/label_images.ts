import type { Evaluation } from "../evaluations/evaluation.ts";
import { imagesOf } from "../evaluations/images_of.ts";
import {
  keepEvaluations,
  type KeepOptions,
} from "../evaluations/keep_evaluations.ts";
import type { ImageLabels } from "./image_labels.ts";

/** What {@link labelImages} goes by. */
export interface LabelOptions extends KeepOptions {
  /** The characteristics, in order. */
  readonly characteristics: readonly string[];
  /** How many of the evaluations that count have to outline a characteristic. */
  readonly least: number;
}

/**
 * The labels of every image that is evaluated, sorted. An image has a characteristic if
 * enough of the evaluations that count outline it; tags do not.
 */
export function labelImages(
  evaluations: readonly Evaluation[],
  options: LabelOptions,
): ImageLabels[] {
  const { characteristics, least } = options;
  const kept = Map.groupBy(
    keepEvaluations(evaluations, options),
    ({ image }) => image,
  );
  return imagesOf(evaluations).map((image) => {
    const raters = kept.get(image) ?? [];
    const present = characteristics.map((characteristic) =>
      raters.filter((evaluation) => outlines(evaluation, characteristic))
        .length >= least
    );
    return { image, kept: raters.length, present };
  });
}

function outlines(
  { selections }: Evaluation,
  characteristic: string,
): boolean {
  return selections.some(({ term, instances }) =>
    term === characteristic && instances > 0
  );
}
