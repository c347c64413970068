import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import type { FusionReading } from "../metrics/fusion_reading.ts";
import { RATERS } from "../../data/sample/raters.ts";
import { SAMPLE_LABELS } from "./fit_heads_sample.ts";
import { DERMXDB_CHARACTERISTICS } from "./labels_dermxdb.ts";
import type { LocalisationParams, ReferenceReading } from "./localisation.ts";
import {
  COMMON_ALTERNATIVES,
  commonChoices,
} from "./measures/common_choices.ts";
import type { LabelReading, MeasuresParams } from "./measures.ts";
import type { RaterLocalisationParams } from "./rater_localisation.ts";

/** What the network's heads were fitted to. */
const OWN: LabelReading = {
  id: SAMPLE_LABELS.rule,
  scope: SAMPLE_LABELS.scope,
  rule: SAMPLE_LABELS.rule,
  least: SAMPLE_LABELS.least,
};

const FUSED: ReferenceReading = {
  id: "fuzzy_relative-valid",
  scope: OWN.scope,
  rule: OWN.rule,
  fusion: { rule: "fuzzy_relative", of: "valid" },
};

const FUSIONS: readonly (readonly [string, FusionReading, string])[] = [
  [
    "fuzzy_relative-drew",
    { rule: "fuzzy_relative", of: "drew" },
    "the share of those who outlined the characteristic in the picture",
  ],
  [
    "any_agreement",
    { rule: "any_agreement" },
    "wherever anyone outlined it",
  ],
  [
    "majority_agreement-valid",
    { rule: "majority_agreement", of: "valid" },
    "where more than half of the picture's raters outlined it",
  ],
];

/** How the maps of the sample's characteristics are compared with its raters' outlines. */
export const SAMPLE_LOCALISATION: LocalisationParams = {
  characteristics: DERMXDB_CHARACTERISTICS,
  border: "clamp",
  references: [
    FUSED,
    ...FUSIONS.map(([id, fusion]) => ({ ...FUSED, id, fusion })),
    { ...FUSED, id: `${FUSED.id}, one-diagnosis`, rule: "one-diagnosis" },
  ],
  maps: ["float"],
};

/** The same for raters' own outlines. */
export const SAMPLE_RATER_LOCALISATION: RaterLocalisationParams = {
  characteristics: DERMXDB_CHARACTERISTICS,
  references: SAMPLE_LOCALISATION.references,
};

/**
 * How the sample's network with DermX's two heads is judged: by the choices of the study
 * of the second release, on the pictures of the folds that it was not fitted to.
 */
export const SAMPLE_MEASURES: MeasuresParams = {
  networks: [{ id: "dermx", name: "Sample network", paper: "DermX" }],
  diagnoses: DIAGNOSES,
  characteristics: DERMXDB_CHARACTERISTICS,
  labels: [
    OWN,
    { ...OWN, id: "one-diagnosis", rule: "one-diagnosis" },
    { ...OWN, id: "two-raters", least: 2 },
  ],
  choices: commonChoices({ labels: OWN.id, reference: FUSED.id }),
  definitions: {
    diagnosis:
      "Diagnosis: macro F1 over the six diagnoses of the metadata, in each fold.",
    identification:
      "Identification: macro F1 over the ten characteristics, in each fold. A network finds one if its probability is above one half; a picture has it if any rater outlined it whose first choice was a diagnosis; pictures without such a rater are left out.",
    localisation:
      "Localisation: fuzzy F1, twice the overlap of map and reference over the sum of both, for each characteristic that a picture has; its mean over pictures, then over characteristics, in each fold. The map of a characteristic that the network does not find is empty. The reference of a pixel is the share of the picture's raters who outlined it, with a diagnosis as their first choice.",
  },
  alternatives: {
    diagnosis: COMMON_ALTERNATIVES.diagnosis,
    identification: [
      {
        title: "outlines: raters with one diagnosis and no discard option",
        change: { labels: "one-diagnosis" },
      },
      {
        title: "a picture has what two raters outlined or more",
        change: { labels: "two-raters" },
      },
      ...COMMON_ALTERNATIVES.identification,
    ],
    localisation: [
      ...FUSIONS.map(([id, , means]) => ({
        title: `reference: ${means}`,
        change: { reference: id },
      })),
      {
        title: "outlines: raters with one diagnosis and no discard option",
        change: { reference: `${FUSED.id}, one-diagnosis` },
      },
      ...COMMON_ALTERNATIVES.localisation,
    ],
  },
  raters: {
    id: "raters",
    name: "Generated raters",
    one: "generated rater",
    people: RATERS.map(({ id }) => [id]),
    paper: null,
  },
  std: "population",
  checks: [
    {
      id: "network-diagnosis",
      network: "dermx",
      measure: "diagnosis",
      above: null,
      threshold: 0.75,
    },
    {
      id: "identification-above-constant",
      network: "dermx",
      measure: "identification",
      above: "constant",
      threshold: 0.1,
    },
    {
      id: "localisation-above-centre",
      network: "dermx",
      measure: "localisation",
      above: "centre",
      threshold: 0.02,
    },
    {
      id: "localisation-above-random",
      network: "dermx",
      measure: "localisation",
      above: "random",
      threshold: 0.02,
    },
  ],
  notes: [
    "Pictures and raters are generated: the numbers say nothing about skin, dermatologists or the networks of the paper.",
  ],
  // The benchmark of the same study says it for both.
  caution: null,
};
