import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import { DERMXDB_AGREEMENT } from "./agreement_dermxdb.ts";
import type {
  DiagnosisReading,
  RaterDiagnosesParams,
} from "./rater_diagnoses.ts";

/**
 * Dermatologists are judged as networks are, which have to answer for every image: all
 * evaluations of the first round count, and one that is discarded or without a
 * diagnosis is a miss. Of several diagnoses the one counts that counts in the tables.
 */
const READING: DiagnosisReading = {
  evaluations: "all",
  label: DERMXDB_AGREEMENT.text.label,
};

/** The second release's first round, on the images that the metadata describe. */
export const DERMXDB_RATER_DIAGNOSES: RaterDiagnosesParams = {
  ...READING,
  scope: DERMXDB_AGREEMENT.scope,
  diagnoses: DIAGNOSES,
  variants: [
    { ...READING, label: "first-in-file" },
    { ...READING, evaluations: "undiscarded" },
    { ...READING, evaluations: "some-diagnosis" },
    { ...READING, evaluations: "one-diagnosis" },
    { ...READING, evaluations: "first-tag-is-diagnosis" },
  ],
};
