import type { Evaluation } from "../evaluations/evaluation.ts";
import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import { imagesOf } from "../evaluations/images_of.ts";
import type { MaskCounts, OutlineCounts } from "./census.ts";

/** How many outlines there are, and how many are left when evaluations are left out. */
export function maskCounts(
  evaluations: readonly Evaluation[],
): MaskCounts {
  const valid = selectEvaluations(evaluations, "one-diagnosis");
  const keptImages = new Set(imagesOf(valid));
  const sets = {
    total: evaluations,
    on_kept_images: evaluations.filter(({ image }) => keptImages.has(image)),
    valid,
  };
  const counts = (characteristic?: string): OutlineCounts => ({
    total: outlines(sets.total, characteristic),
    on_kept_images: outlines(sets.on_kept_images, characteristic),
    valid: outlines(sets.valid, characteristic),
  });
  const instances = evaluations.map(({ selections }) =>
    selections.reduce((sum, { instances }) => sum + instances, 0)
  );
  const names = evaluations.flatMap(({ selections }) =>
    selections.filter(({ instances }) => instances > 0).map(({ term }) => term)
  );
  return {
    instances: instances.reduce((sum, count) => sum + count, 0),
    evaluations: instances.filter((count) => count > 0).length,
    ...counts(),
    by_characteristic: [...new Set(names)].sort().map((characteristic) => ({
      characteristic,
      ...counts(characteristic),
    })),
  };
}

/** Outlines of evaluations, all instances of a term together; of one term if named. */
function outlines(evaluations: readonly Evaluation[], term?: string): number {
  return evaluations
    .flatMap(({ selections }) => selections)
    .filter((selection) =>
      selection.instances > 0 && (term === undefined || selection.term === term)
    ).length;
}
