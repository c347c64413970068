import {
  COMMON_ALTERNATIVES,
  commonChoices,
} from "../../pipeline/stages/measures/common_choices.ts";
import type { MeasuresParams } from "../../pipeline/stages/measures.ts";

const FIRST = { raters: "all", images: "with-metadata" } as const;

/** The readings that {@link SOME_MEASURES} may ask for. */
export const SOME_READINGS = [
  { reference: "share", map: "float" },
  { reference: "share", map: "8-bit" },
] as const;

/** Two characteristics, two diagnoses, raters r1 and r2, and every common choice. */
export const SOME_MEASURES: MeasuresParams = {
  networks: [{ id: "net", name: "Net", paper: "DermX" }],
  diagnoses: ["Acne", "Psoriasis"],
  characteristics: ["Plaque", "Scale"],
  labels: [
    { id: "any", scope: FIRST, rule: "first-tag-is-diagnosis", least: 1 },
    { id: "two", scope: FIRST, rule: "first-tag-is-diagnosis", least: 2 },
  ],
  choices: commonChoices({ labels: "any", reference: "share" }),
  definitions: {
    diagnosis: "Diagnosis: so.",
    identification: "Identification: so.",
    localisation: "Localisation: so.",
  },
  alternatives: {
    ...COMMON_ALTERNATIVES,
    identification: [
      { title: "two raters", change: { labels: "two" } },
      ...COMMON_ALTERNATIVES.identification,
    ],
  },
  raters: {
    id: "dermatologists",
    name: "Dermatologists",
    one: "dermatologist",
    people: [["r1"], ["r2"]],
    paper: "dermatologists",
  },
  std: "population",
  checks: [],
  notes: [],
  caution: null,
};
