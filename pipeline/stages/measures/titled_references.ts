import type { EvaluationScope } from "../evaluations/evaluation_scope.ts";
import type { KeepingRule } from "../evaluations/keep_evaluations.ts";
import type { ReferenceReading } from "../localisation/reference_reading.ts";
import type { Alternative, LocalisationChoice } from "./params.ts";
import type { TitledFusion } from "./titled_fusions.ts";

/** Whose outlines count, for people. */
export interface TitledOutlines {
  /** In kebab-case. */
  readonly id: string;
  /** In words that follow "outlines: ". */
  readonly title: string;
  /** The part of a release that they are of. */
  readonly scope: EvaluationScope;
  /** The evaluations that count. */
  readonly rule: KeepingRule;
}

/** A reference beside the study's own, and the alternative of taking it. */
export interface TitledReference {
  /** What `localisation` is told. */
  readonly reference: ReferenceReading;
  /** What `measures` is told. */
  readonly alternative: Alternative<LocalisationChoice>;
}

/** References that differ from the study's own in the fusion, then in whose they are. */
export function titledReferences(
  own: ReferenceReading,
  { fusions, outlines }: {
    readonly fusions: readonly TitledFusion[];
    readonly outlines: readonly TitledOutlines[];
  },
): TitledReference[] {
  const titled = (
    title: string,
    change: Partial<ReferenceReading> & Pick<ReferenceReading, "id">,
  ): TitledReference => ({
    reference: { ...own, ...change },
    alternative: { title, change: { reference: change.id } },
  });
  return [
    ...fusions.map(({ id, fusion, means }) =>
      titled(`reference: ${means}`, { id, fusion })
    ),
    ...outlines.map(({ id, title, scope, rule }) =>
      titled(`outlines: ${title}`, { id: `${own.id}, ${id}`, scope, rule })
    ),
  ];
}
