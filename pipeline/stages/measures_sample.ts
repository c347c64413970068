import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import { RATERS } from "../../data/sample/raters.ts";
import { SAMPLE_LABELS } from "./fit_heads_sample.ts";
import { DERMXDB_CHARACTERISTICS } from "./labels_dermxdb.ts";
import type { LocalisationParams, ReferenceReading } from "./localisation.ts";
import { commonChoices } from "./measures/common_choices.ts";
import { commonDefinitions } from "./measures/common_definitions.ts";
import {
  studyAlternatives,
  TWO_RATERS,
} from "./measures/study_alternatives.ts";
import { OWN_FUSION, titledFusions } from "./measures/titled_fusions.ts";
import {
  type TitledOutlines,
  titledReferences,
} from "./measures/titled_references.ts";
import type { LabelReading, MeasuresParams } from "./measures.ts";
import type { RaterLocalisationParams } from "./rater_localisation.ts";

const IMAGE = { image: "picture" } as const;

/** What the network's heads were fitted to. */
const OWN: LabelReading = {
  id: SAMPLE_LABELS.rule,
  scope: SAMPLE_LABELS.scope,
  rule: SAMPLE_LABELS.rule,
  least: SAMPLE_LABELS.least,
};

const OTHER_OUTLINES: TitledOutlines = {
  id: "one-diagnosis",
  title: "raters with one diagnosis and no discard option",
  scope: OWN.scope,
  rule: "one-diagnosis",
};

const FUSED: ReferenceReading = {
  ...OWN_FUSION,
  scope: OWN.scope,
  rule: OWN.rule,
};

const OTHER_REFERENCES = titledReferences(FUSED, {
  fusions: titledFusions([
    "fuzzy_relative-drew",
    "any_agreement",
    "majority_agreement-valid",
  ], IMAGE),
  outlines: [OTHER_OUTLINES],
});

/** How the maps of the sample's characteristics are compared with its raters' outlines. */
export const SAMPLE_LOCALISATION: LocalisationParams = {
  characteristics: DERMXDB_CHARACTERISTICS,
  border: "clamp",
  references: [
    FUSED,
    ...OTHER_REFERENCES.map(({ reference }) => reference),
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
    { ...OWN, id: OTHER_OUTLINES.id, rule: OTHER_OUTLINES.rule },
    { ...OWN, id: TWO_RATERS, least: 2 },
  ],
  choices: commonChoices({ labels: OWN.id, reference: FUSED.id }),
  definitions: commonDefinitions({ ...IMAGE, round: null }),
  alternatives: studyAlternatives({
    ...IMAGE,
    outlines: [OTHER_OUTLINES],
    references: OTHER_REFERENCES,
  }),
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
