import type { Measure } from "./params.ts";

/** The measures, in the order of tables. */
export const MEASURES: readonly Measure[] = [
  "diagnosis",
  "identification",
  "localisation",
];

/** What the tables call them, and the paper's numbers are listed under. */
export const MEASURE_ROWS: Readonly<Record<Measure, string>> = {
  diagnosis: "diagnosis_f1",
  identification: "identification_f1",
  localisation: "localisation_f1",
};

/** What people read. */
export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  diagnosis: "Diagnosis F1",
  identification: "Identification F1",
  localisation: "Localisation F1",
};
