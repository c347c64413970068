import type { Confusion } from "../../metrics/confusion.ts";
import { columnConfusions } from "../../metrics/multi_label_f1.ts";
import { diagnosisF1 } from "./diagnosis_f1.ts";
import { identificationF1, labelled } from "./identification_f1.ts";
import { countedPairs, localisationF1 } from "./localisation_f1.ts";
import { type Figure, overGroups } from "./over_groups.ts";
import type { Choices, Measure, MeasuresParams } from "./params.ts";
import type { Subject } from "./subject.ts";

/** A measure of a subject in every choice; `undefined` where it does not apply. */
export interface MeasureFigures {
  /** By the study's own choice. */
  readonly base: Figure | undefined;
  /** In the order of the study's alternatives. */
  readonly alternatives: readonly (Figure | undefined)[];
}

/** How the maps of one characteristic do, over all folds or raters together. */
export interface MapSummary {
  /** The pairs that count. */
  readonly pairs: number;
  /** Those of them in which the characteristic is found. */
  readonly found: number;
  /** The mean over the pairs; `undefined` without any. */
  readonly f1: number | undefined;
}

/** What comes of judging a subject. */
export interface SubjectResults {
  /** Who or what it is. */
  readonly subject: Pick<
    Subject,
    "id" | "name" | "kind" | "network" | "groups"
  >;
  /** By measure; absent where the subject does not answer. */
  readonly figures: { readonly [M in Measure]?: MeasureFigures };
  /** By characteristic, over all folds or raters together; empty where it finds none. */
  readonly findings: readonly Confusion[];
  /** By characteristic; empty without maps. */
  readonly maps: readonly MapSummary[];
}

/**
 * Takes every measure that a subject answers to, in every choice.
 *
 * @throws {RangeError} If a choice names labels or a reading that there are not.
 */
export function judgeSubject(
  subject: Subject,
  params: Pick<
    MeasuresParams,
    "choices" | "alternatives" | "characteristics" | "std"
  >,
): SubjectResults {
  const { id, name, kind, network, groups, diagnosis } = subject;
  const { choices, std } = params;
  const characteristics = params.characteristics.length;
  const figures: { -readonly [M in Measure]?: MeasureFigures } = {};
  if (diagnosis !== undefined) {
    figures.diagnosis = inEveryChoice(
      "diagnosis",
      params,
      (choice) =>
        overGroups(diagnosis, {
          folds: choice.folds,
          std,
          measure: (samples) => diagnosisF1(samples, choice),
        }),
    );
  }
  if (subject.identification !== undefined) {
    figures.identification = inEveryChoice(
      "identification",
      params,
      (choice) =>
        overGroups(subject.identification!(choice.labels), {
          folds: choice.folds,
          std,
          measure: (samples) => identificationF1(samples, choice),
        }),
    );
  }
  if (subject.localisation !== undefined) {
    figures.localisation = inEveryChoice("localisation", params, (rules) => {
      const samples = subject.localisation!(rules);
      return samples && overGroups(samples, {
        folds: rules.folds,
        std,
        measure: (samples) =>
          localisationF1(samples, { rules, characteristics }),
      });
    });
  }
  return {
    subject: { id, name, kind, groups, ...(network && { network }) },
    figures,
    findings: findingsOf(subject, choices),
    maps: mapsOf(subject, { choices, characteristics }),
  };
}

function inEveryChoice<M extends Measure>(
  measure: M,
  { choices, alternatives }: Pick<MeasuresParams, "choices" | "alternatives">,
  figureOf: (choice: Choices[M]) => Figure | undefined,
): MeasureFigures {
  const own = choices[measure];
  return {
    base: figureOf(own),
    alternatives: alternatives[measure].map(({ change }) =>
      figureOf({ ...own, ...change })
    ),
  };
}

function findingsOf(
  subject: Subject,
  { identification }: Choices,
): Confusion[] {
  const samples = subject.identification?.(identification.labels).flat() ?? [];
  const counted = labelled(samples, identification);
  return columnConfusions(
    counted.map(({ found }) => found),
    counted.map(({ present }) => present),
  );
}

function mapsOf(
  subject: Subject,
  { choices: { localisation: rules }, characteristics }: {
    readonly choices: Choices;
    readonly characteristics: number;
  },
): MapSummary[] {
  const samples = subject.localisation?.(rules)?.flat();
  if (samples === undefined) return [];
  const pairs = Map.groupBy(
    countedPairs(samples, rules),
    (pair) => pair.characteristic,
  );
  return Array.from({ length: characteristics }, (_, k) => {
    const own = pairs.get(k) ?? [];
    return {
      pairs: own.length,
      found: own.filter(({ found }) => found).length,
      f1: localisationF1(own, {
        rules: { ...rules, average: "pairs" },
        characteristics,
      }),
    };
  });
}
