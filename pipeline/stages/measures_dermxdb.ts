import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import { DERMXDB_SELECTIONS } from "./baselines_dermxdb.ts";
import { DERMXDB_RATERS } from "./dermxdb_raters.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";
import { DERMXDB_CHARACTERISTICS, DERMXDB_LABELS } from "./labels_dermxdb.ts";
import type { LocalisationParams, ReferenceReading } from "./localisation.ts";
import { commonChoices } from "./measures/common_choices.ts";
import { commonDefinitions } from "./measures/common_definitions.ts";
import {
  studyAlternatives,
  TWO_RATERS,
} from "./measures/study_alternatives.ts";
import {
  OWN_FUSION,
  type TitledFusion,
  titledFusions,
} from "./measures/titled_fusions.ts";
import { titledReferences } from "./measures/titled_references.ts";
import type { LabelReading, MeasuresParams } from "./measures.ts";
import type { RaterLocalisationParams } from "./rater_localisation.ts";

const IMAGE = { image: "image" } as const;

const [OWN, ...OTHER_SELECTIONS] = DERMXDB_SELECTIONS;

/** The labels of the baselines, which are the published networks' as well as is known. */
const LABELS: readonly LabelReading[] = [
  ...DERMXDB_SELECTIONS.map(({ id, scope, rule, least }) => ({
    id,
    scope,
    rule,
    least,
  })),
  {
    id: TWO_RATERS,
    scope: DERMXDB_LABELS.scope,
    rule: DERMXDB_LABELS.rule,
    least: 2,
  },
];

/**
 * The evaluations that label an image also say where its characteristics are. All
 * images of the folds have metadata.
 */
const FUSED: ReferenceReading = {
  ...OWN_FUSION,
  scope: described(OWN!.scope),
  rule: OWN!.rule,
};

const FUSIONS: readonly TitledFusion[] = [
  ...titledFusions(["fuzzy_relative-drew", "fuzzy_relative-most"], IMAGE),
  {
    id: "fuzzy_fixed",
    fusion: { rule: "fuzzy_fixed", of: DERMXDB_RATERS.length },
    means: "the share of all eight raters",
  },
  ...titledFusions([
    "any_agreement",
    "majority_agreement-valid",
    "majority_agreement-drew",
    "full_agreement-valid",
    "full_agreement-drew",
  ], IMAGE),
];

const OTHER_REFERENCES = titledReferences(FUSED, {
  fusions: FUSIONS,
  outlines: OTHER_SELECTIONS.map(({ id, title, scope, rule }) => ({
    id,
    title,
    scope: described(scope),
    rule,
  })),
});

/** Beside the study's own: the readings that differ most, as every one takes time. */
const FOR_RATERS = [
  "fuzzy_relative-drew",
  "majority_agreement-valid",
];

/**
 * How the maps of DermX and DermX+ are compared with the second release's outlines:
 * enlarged as torch does, with every reading of "fuzzy_relative" and of the authors'
 * other names for fused masks, and with each selection of evaluations.
 */
export const DERMXDB_LOCALISATION: LocalisationParams = {
  characteristics: DERMXDB_CHARACTERISTICS,
  border: "clamp",
  references: [
    FUSED,
    ...OTHER_REFERENCES.map(({ reference }) => reference),
  ],
  maps: ["float", "8-bit"],
};

/** The same for raters' own outlines, with few of the readings. */
export const DERMXDB_RATER_LOCALISATION: RaterLocalisationParams = {
  characteristics: DERMXDB_CHARACTERISTICS,
  references: DERMXDB_LOCALISATION.references.filter(({ id }) =>
    id === FUSED.id || FOR_RATERS.includes(id)
  ),
};

const ALTERNATIVES = studyAlternatives({
  ...IMAGE,
  outlines: OTHER_SELECTIONS,
  references: OTHER_REFERENCES,
});

/**
 * How DermX and DermX+ are judged. The paper's abstract names the three measures; of
 * identification and localisation the authors published neither code nor definition,
 * so all choices are the study's.
 */
export const DERMXDB_MEASURES: MeasuresParams = {
  networks: [
    { id: "dermx", name: "DermX", paper: "DermX" },
    { id: "dermx_plus", name: "DermX+", paper: "DermX+" },
  ],
  diagnoses: DIAGNOSES,
  characteristics: DERMXDB_CHARACTERISTICS,
  labels: LABELS,
  choices: commonChoices({ labels: OWN!.id, reference: FUSED.id }),
  definitions: commonDefinitions({ ...IMAGE, round: "of the first round" }),
  alternatives: {
    ...ALTERNATIVES,
    localisation: [
      ...ALTERNATIVES.localisation,
      {
        title: "maps in 8 bits, as the authors kept theirs",
        change: { map: "8-bit" },
      },
    ],
  },
  raters: {
    id: "dermatologists",
    name: "Dermatologists",
    one: "dermatologist",
    people: DERMXDB_RATERS.map(({ first, second }) => [first, second]),
    paper: "dermatologists",
  },
  std: "population",
  checks: [],
  notes: [
    "The authors published neither code nor definitions of identification and localisation: these are ours, and the tables by choice show what hangs on them. The paper's numbers are of 554 images and of folds that are not the published ones.",
    "A dermatologist's diagnosis F1 is of every evaluation of the first round: one that is discarded, or without a diagnosis, is a miss. Identification and localisation leave out the evaluations that the labels do not count.",
  ],
  caution: null,
};

function described({ raters }: EvaluationScope): EvaluationScope {
  return { raters, images: "with-metadata" };
}
