import type { FusionReading } from "../metrics/fusion_reading.ts";
import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import { DERMXDB_SELECTIONS } from "./baselines_dermxdb.ts";
import { DERMXDB_RATERS } from "./dermxdb_raters.ts";
import { DERMXDB_CHARACTERISTICS, DERMXDB_LABELS } from "./labels_dermxdb.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";
import type { LocalisationParams, ReferenceReading } from "./localisation.ts";
import {
  COMMON_ALTERNATIVES,
  commonChoices,
} from "./measures/common_choices.ts";
import type {
  Alternative,
  LocalisationChoice,
  MeasuresParams,
} from "./measures.ts";
import type { LabelReading } from "./measures/params.ts";
import type { RaterLocalisationParams } from "./rater_localisation.ts";

/** A reference of an alternative, for people. */
interface OtherReference extends ReferenceReading {
  readonly title: string;
}

const [OWN, ...OTHER_SELECTIONS] = DERMXDB_SELECTIONS;

/** The labels of the baselines, which are the published networks' as well as is known. */
const LABELS: readonly LabelReading[] = [
  ...DERMXDB_SELECTIONS.map(({ id, labels: { scope, rule, least } }) => ({
    id,
    scope,
    rule,
    least,
  })),
  {
    id: "two-raters",
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
  id: "fuzzy_relative-valid",
  scope: described(OWN!.labels.scope),
  rule: OWN!.labels.rule,
  fusion: { rule: "fuzzy_relative", of: "valid" },
};

const FUSIONS: readonly (readonly [string, FusionReading, string])[] = [
  [
    "fuzzy_relative-drew",
    { rule: "fuzzy_relative", of: "drew" },
    "the share of those who outlined the characteristic in the image",
  ],
  [
    "fuzzy_relative-most",
    { rule: "fuzzy_relative", of: "most" },
    "votes as a share of the most that a pixel has",
  ],
  [
    "fuzzy_fixed",
    { rule: "fuzzy_fixed", of: DERMXDB_RATERS.length },
    "the share of all eight raters",
  ],
  [
    "any_agreement",
    { rule: "any_agreement" },
    "wherever anyone outlined it",
  ],
  [
    "majority_agreement-valid",
    { rule: "majority_agreement", of: "valid" },
    "where more than half of the image's raters outlined it",
  ],
  [
    "majority_agreement-drew",
    { rule: "majority_agreement", of: "drew" },
    "where more than half of those did who outlined it at all",
  ],
  [
    "full_agreement-valid",
    { rule: "full_agreement", of: "valid" },
    "where all of the image's raters outlined it",
  ],
  [
    "full_agreement-drew",
    { rule: "full_agreement", of: "drew" },
    "where all of those did who outlined it at all",
  ],
];

const OTHER_REFERENCES: readonly OtherReference[] = [
  ...FUSIONS.map(([id, fusion, means]) => ({
    ...FUSED,
    id,
    fusion,
    title: `reference: ${means}`,
  })),
  ...OTHER_SELECTIONS.map(({ id, title, labels: { scope, rule } }) => ({
    ...FUSED,
    id: `${FUSED.id}, ${id}`,
    scope: described(scope),
    rule,
    title: `outlines: ${title}`,
  })),
];

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
  references: [FUSED, ...OTHER_REFERENCES.map(withoutTitle)],
  maps: ["float", "8-bit"],
};

/** The same for raters' own outlines, with few of the readings. */
export const DERMXDB_RATER_LOCALISATION: RaterLocalisationParams = {
  characteristics: DERMXDB_CHARACTERISTICS,
  references: DERMXDB_LOCALISATION.references.filter(({ id }) =>
    id === FUSED.id || FOR_RATERS.includes(id)
  ),
};

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
  definitions: {
    diagnosis:
      "Diagnosis: macro F1 over the six diagnoses of the metadata, in each fold.",
    identification:
      "Identification: macro F1 over the ten characteristics, in each fold. A network finds one if its probability is above one half; an image has it if any rater of the first round outlined it whose first choice was a diagnosis; images without such a rater are left out.",
    localisation:
      "Localisation: fuzzy F1, twice the overlap of map and reference over the sum of both, for each characteristic that an image has; its mean over images, then over characteristics, in each fold. The map of a characteristic that the network does not find is empty. The reference of a pixel is the share of the image's raters who outlined it, of the first round and with a diagnosis as their first choice.",
  },
  alternatives: {
    diagnosis: COMMON_ALTERNATIVES.diagnosis,
    identification: [
      ...OTHER_SELECTIONS.map(({ id, title }) => ({
        title: `outlines: ${title}`,
        change: { labels: id },
      })),
      {
        title: "an image has what two raters outlined or more",
        change: { labels: "two-raters" },
      },
      ...COMMON_ALTERNATIVES.identification,
    ],
    localisation: [
      ...OTHER_REFERENCES.map((
        { id, title },
      ): Alternative<LocalisationChoice> => ({
        title,
        change: { reference: id },
      })),
      ...COMMON_ALTERNATIVES.localisation,
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

function withoutTitle(
  { title: _, ...reference }: OtherReference,
): ReferenceReading {
  return reference;
}
