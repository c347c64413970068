import type { Evaluation } from "../evaluations/evaluation.ts";
import { evaluationsInScope } from "../evaluations/evaluation_scope.ts";
import { keepEvaluations } from "../evaluations/keep_evaluations.ts";
import type { ImageRow } from "../evaluations/read_images.ts";
import type { ReferenceReading } from "./reference_reading.ts";

/** The raters whose evaluations of an image count, in the order given; by image. */
export type Electorate = ReadonlyMap<string, ReadonlySet<string>>;

/** A reference, and whose outlines it is made of. */
export interface ElectedReference extends ReferenceReading {
  /** Shared by the references of one scope and rule: their votes are the same. */
  readonly electorate: Electorate;
}

/**
 * Finds the raters that stand behind each reference, in the order given.
 *
 * @param options.images What the metadata say of images, by id.
 */
export function electRaters(
  references: readonly ReferenceReading[],
  { evaluations, images }: {
    readonly evaluations: readonly Evaluation[];
    readonly images: ReadonlyMap<string, ImageRow>;
  },
): ElectedReference[] {
  const known = new Map<string, Electorate>();
  return references.map((reference) => {
    const { scope, rule } = reference;
    const key = JSON.stringify([scope.raters, scope.images, rule]);
    const found = known.get(key);
    if (found !== undefined) return { ...reference, electorate: found };
    const kept = keepEvaluations(
      evaluationsInScope(evaluations, { scope, described: images }),
      { rule, images },
    );
    const byImage = Map.groupBy(kept, ({ image }) => image);
    const electorate = new Map(
      [...byImage].map(([image, ofImage]) => [
        image,
        new Set(ofImage.map(({ rater }) => rater)),
      ]),
    );
    known.set(key, electorate);
    return { ...reference, electorate };
  });
}
