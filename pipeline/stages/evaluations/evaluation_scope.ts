import type { Evaluation } from "./evaluation.ts";

/** The part of a release that a study speaks of. */
export interface EvaluationScope {
  /** Raters by name, or every rater. */
  readonly raters: "all" | readonly string[];
  /** Every image, or only those that the metadata describe. */
  readonly images: "all" | "with-metadata";
}

/**
 * The evaluations inside a scope, in the order given.
 *
 * @param options.described The images that the metadata describe, by id.
 */
export function evaluationsInScope<E extends Evaluation>(
  evaluations: readonly E[],
  options: {
    readonly scope: EvaluationScope;
    readonly described: ReadonlyMap<string, unknown>;
  },
): E[] {
  const { scope: { raters, images }, described } = options;
  return evaluations.filter(({ image, rater }) =>
    (raters === "all" || raters.includes(rater)) &&
    (images === "all" || described.has(image))
  );
}
