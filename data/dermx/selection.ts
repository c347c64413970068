import type { Evaluation } from "./evaluation.ts";

/** A term that a rater selected for an image, however often. */
export interface Selection {
  /** The term, by its name in the ontology. */
  readonly term: string;
  /** The index of the term's first annotation in the file. */
  readonly position: number;
  /** How many outlined annotations of the term there are; 0 for a tag. */
  readonly instances: number;
  /** The distinct descriptive terms of all of them, in code unit order. */
  readonly attributes: readonly string[];
}

/** The distinct terms of an evaluation, in order of their first annotation. */
export function selectionsOf(evaluation: Evaluation): Selection[] {
  const byTerm = Map.groupBy(
    evaluation.annotations.map((annotation, position) => ({
      ...annotation,
      position,
    })),
    ({ name }) => name,
  );
  return [...byTerm].map(([term, annotations]) => ({
    term,
    position: annotations[0]!.position,
    instances: annotations.filter(({ paths }) => paths !== undefined).length,
    attributes: [
      ...new Set(annotations.flatMap(({ attributes }) => attributes)),
    ].sort(),
  }));
}
