import { KEEPING_RULES } from "./evaluations/keep_evaluations.ts";
import { DERMXDB_RATERS } from "./dermxdb_raters.ts";
import type { LabelsParams } from "./labels.ts";

/**
 * The ten characteristics of the framework paper's networks, in the order that its
 * notebooks print.
 */
export const DERMXDB_CHARACTERISTICS = [
  "Closed comedo",
  "Dermatoglyph disruption",
  "Open comedo",
  "Papule",
  "Patch",
  "Plaque",
  "Pustule",
  "Scale",
  "Scar",
  "Sun damage",
] as const;

/**
 * The rule that yields the most of the labels that the authors print: any rater of the
 * first round whose first choice is a diagnosis.
 */
export const DERMXDB_LABELS: LabelsParams = {
  scope: { raters: DERMXDB_RATERS.map(({ first }) => first), images: "all" },
  characteristics: DERMXDB_CHARACTERISTICS,
  rule: "first-tag-is-diagnosis",
  least: 1,
  compared: KEEPING_RULES,
};
