import type { TableCell } from "../../../data/ledger/table.ts";
import { bySet } from "../census/by_set.ts";
import { imagesOf } from "../evaluations/images_of.ts";
import type { CountedEvaluation } from "./counted_evaluation.ts";

/** One row of the table of counts, as columns of statistics. */
type Columns = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * The counts of one part of a release: evaluations and images in each set, how evenly
 * they are spread, and what the evaluations hold. An outline is all that one evaluation
 * outlines of one characteristic.
 */
export function partCounts(
  evaluations: readonly CountedEvaluation[],
  options: {
    /** The row. */
    readonly name: string;
    /** The images that the metadata describe, by id. */
    readonly described: ReadonlyMap<string, unknown>;
    /** Terms of which the selections are counted. */
    readonly terms: readonly string[];
  },
): TableCell[] {
  const { name: row, described, terms } = options;
  const images = imagesOf(evaluations);
  const perImage = sizes(evaluations, ({ image }) => image);
  const perRater = sizes(evaluations, ({ rater }) => rater);
  const outlines = evaluations
    .flatMap(({ selections }) => selections)
    .filter(({ instances }) => instances > 0);
  const total = (
    count: (evaluation: CountedEvaluation) => number,
  ): { readonly count: number } => ({
    count: evaluations.reduce((sum, each) => sum + count(each), 0),
  });
  const columns: Columns = {
    raters: { count: perRater.size },
    evaluations: bySet(evaluations, ({ length }) => length),
    images: bySet(evaluations, (selected) => imagesOf(selected).length),
    images_without_metadata: {
      count: images.filter((image) => !described.has(image)).length,
    },
    evaluations_per_image: range(perImage),
    evaluations_per_rater: range(perRater),
    evaluations_of_dataset: Object.fromEntries(
      sizes(evaluations, ({ dataset }) => dataset),
    ),
    evaluations_selecting: Object.fromEntries(
      terms.map((wanted) => [
        wanted,
        evaluations.filter(({ selections }) =>
          selections.some(({ term }) => term === wanted)
        ).length,
      ]),
    ),
    annotations: total(({ annotations }) => annotations),
    outlined_annotations: {
      count: outlines.reduce((sum, { instances }) => sum + instances, 0),
    },
    outlines: { count: outlines.length },
    paths: total(({ paths }) => paths),
    vertices: total(({ vertices }) => vertices),
  };
  return Object.entries(columns).flatMap(([column, statistics]) =>
    Object.entries(statistics).map(([statistic, value]) => ({
      row,
      column,
      statistic,
      value,
    }))
  );
}

/** How many evaluations each image, rater or data set has, by its name. */
function sizes(
  evaluations: readonly CountedEvaluation[],
  name: (evaluation: CountedEvaluation) => string,
): ReadonlyMap<string, number> {
  return new Map(
    [...Map.groupBy(evaluations, name)]
      .sort(([a], [b]) => a < b ? -1 : 1)
      .map(([name, { length }]) => [name, length]),
  );
}

/** The smallest and the largest size; nothing of nothing. */
function range(
  sizes: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  if (sizes.size === 0) return {};
  return { min: Math.min(...sizes.values()), max: Math.max(...sizes.values()) };
}
