import type { TermKind } from "../../../data/dermx/ontology.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";

/** How often a term occurs. */
export interface TermCount {
  /** As the files spell it. */
  readonly term: string;
  /** What it stands for. */
  readonly kind: TermKind;
  /** Evaluations that select it. */
  readonly evaluations: number;
}

/** How often an additional term occurs. */
export interface AttributeCount {
  /** As the files spell it. */
  readonly attribute: string;
  /** Evaluations and terms that it describes, counted as pairs. */
  readonly selections: number;
}

/** The terms that evaluations select, sorted. */
export function termCounts(evaluations: readonly Evaluation[]): TermCount[] {
  const selections = evaluations.flatMap(({ selections }) => selections);
  return [...Map.groupBy(selections, ({ term }) => term)]
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([term, found]) => ({
      term,
      kind: found[0]!.kind,
      evaluations: found.length,
    }));
}

/** The distinct spellings of additional terms, sorted. */
export function attributeCounts(
  evaluations: readonly Evaluation[],
): AttributeCount[] {
  const attributes = evaluations
    .flatMap(({ selections }) => selections)
    .flatMap(({ attributes }) => attributes);
  return [...Map.groupBy(attributes, (attribute) => attribute)]
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([attribute, found]) => ({ attribute, selections: found.length }));
}
