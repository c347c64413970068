import { diagnosesOf } from "../evaluations/diagnoses_of.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import { imagesOf } from "../evaluations/images_of.ts";
import { bySet } from "./by_set.ts";
import type { CountedRelease } from "./counted_release.ts";
import { maskCounts } from "./mask_counts.ts";
import type { Census, DiscardedCounts } from "./census.ts";
import { attributeCounts, termCounts } from "./term_counts.ts";

/** Counts a release by every rule that a table or a statement might follow. */
export function takeCensus({ evaluations, images }: CountedRelease): Census {
  const evaluated = imagesOf(evaluations);
  const raters = [...new Set(evaluations.map(({ rater }) => rater))].sort();
  const undiscarded = new Set(selectEvaluations(evaluations, "undiscarded"));
  const discarded = evaluations.filter((evaluation) =>
    !undiscarded.has(evaluation)
  );
  const neither = [...undiscarded].filter((evaluation) =>
    diagnosesOf(evaluation).length === 0
  );
  return {
    evaluations: bySet(evaluations, ({ length }) => length),
    images: bySet(evaluations, (selected) => imagesOf(selected).length),
    images_without_evaluation: [
      ...new Set(images.keys()).difference(new Set(evaluated)),
    ].sort(),
    images_without_metadata: evaluated.filter((image) => !images.has(image)),
    raters: raters.map((rater) => ({
      rater,
      evaluations: bySet(
        evaluations.filter((evaluation) => evaluation.rater === rater),
        ({ length }) => length,
      ),
    })),
    evaluations_per_image: evaluationsPerImage(evaluations),
    discarded: {
      total: discarded.length,
      by_options: byOptions(discarded),
      with_diagnosis:
        discarded.filter((evaluation) => diagnosesOf(evaluation).length > 0)
          .length,
    },
    neither: {
      total: neither.length,
      empty: neither.filter(({ selections }) => selections.length === 0).length,
      list: neither.map(({ image, rater }) => ({ image, rater })),
    },
    several_diagnoses: evaluations.flatMap((evaluation) => {
      const { image, rater } = evaluation;
      const diagnoses = diagnosesOf(evaluation);
      if (diagnoses.length < 2) return [];
      return [{
        image,
        rater,
        diagnoses,
        discarded: !undiscarded.has(evaluation),
      }];
    }),
    terms: termCounts(evaluations),
    attributes: attributeCounts(evaluations),
    masks: maskCounts(evaluations),
  };
}

/** How many images have how many evaluations, from the most evaluations to the fewest. */
function evaluationsPerImage(
  evaluations: readonly Evaluation[],
): Census["evaluations_per_image"] {
  const perImage = Map.groupBy(evaluations, ({ image }) => image);
  const most = Math.max(
    0,
    ...[...perImage.values()].map(({ length }) => length),
  );
  return Array.from({ length: most }, (_, i) => most - i).map((number) => ({
    evaluations: number,
    images: bySet(
      evaluations,
      (selected) =>
        [...Map.groupBy(selected, ({ image }) => image).values()]
          .filter(({ length }) => length === number).length,
    ),
  }));
}

function byOptions(
  discarded: readonly Evaluation[],
): DiscardedCounts["by_options"] {
  const groups = Map.groupBy(
    discarded,
    ({ selections }) =>
      selections.filter(({ kind }) => kind === "discard")
        .map(({ term }) => term).sort().join(" and "),
  );
  return [...groups]
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([options, { length }]) => ({ options, evaluations: length }));
}
