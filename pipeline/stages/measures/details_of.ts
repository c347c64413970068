import type {
  FigureDetails,
  MeasureDetails,
  MeasuresDetails,
  SubjectDetails,
} from "./details.ts";
import type { MeasureFigures, SubjectResults } from "./judge_subject.ts";
import { MEASURES } from "./measures.ts";
import type { Figure } from "./over_groups.ts";
import type { Measure, MeasuresParams } from "./params.ts";
import type { MeasuresResults } from "./results.ts";

/** The results in the form of {@link MeasuresDetails}. */
export function detailsOf(
  { params, folds, photographs, subjects }: MeasuresResults,
): MeasuresDetails {
  return {
    choices: params.choices,
    folds: folds.map(({ length }) => length),
    photographs,
    subjects: subjects.map((results) => subjectDetails(results, params)),
  };
}

function subjectDetails(
  { subject, figures, findings, maps }: SubjectResults,
  params: MeasuresParams,
): SubjectDetails {
  const measures: { -readonly [M in Measure]?: MeasureDetails } = {};
  for (const measure of MEASURES) {
    const own = figures[measure];
    if (own !== undefined) {
      measures[measure] = measureDetails(own, params.alternatives[measure]);
    }
  }
  const { id, name, kind, groups } = subject;
  return {
    id,
    name,
    kind,
    groups,
    measures,
    characteristics: params.characteristics.map((characteristic, k) => {
      const shown = maps[k];
      return {
        characteristic,
        findings: findings[k] ?? null,
        maps: shown === undefined ? null : { ...shown, f1: shown.f1 ?? null },
      };
    }),
  };
}

function measureDetails(
  { base, alternatives }: MeasureFigures,
  titles: readonly { readonly title: string }[],
): MeasureDetails {
  return {
    base: figureDetails(base),
    alternatives: titles.map(({ title }, i) => ({
      title,
      value: alternatives[i]?.value ?? null,
    })),
  };
}

function figureDetails(figure: Figure | undefined): FigureDetails {
  return {
    value: figure?.value ?? null,
    std: figure?.std ?? null,
    groups: (figure?.groups ?? []).map((value) => value ?? null),
  };
}
