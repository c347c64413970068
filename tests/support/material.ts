import type { AgreementDetails } from "../../pipeline/stages/agreement/details.ts";
import type { Census } from "../../pipeline/stages/census/census.ts";
import { FINDING_IDS } from "../../pipeline/stages/findings.ts";
import { FINDING_ARTIFACTS } from "../../pipeline/stages/findings_artifacts.ts";
import type { Material } from "../../pipeline/stages/findings/material.ts";

/** Material that bears out no finding, changed as said. */
export function materialOf(changes: Partial<Material> = {}): Material {
  return {
    findings: FINDING_IDS,
    artifacts: FINDING_ARTIFACTS,
    networks: {
      published: "published",
      corrected: "corrected",
      kept: "published-kept",
    },
    conventions: {},
    ledger: [],
    evidence: { images: 0, classes: [], models: [] },
    tables: new Map(),
    corrected: new Map(),
    notebookCounts: new Map(),
    ...changes,
  };
}

/** A census of nothing, changed as said. */
export function censusOf(changes: Partial<Census> = {}): Census {
  const none = {
    "all": 0,
    "undiscarded": 0,
    "some-diagnosis": 0,
    "one-diagnosis": 0,
  };
  return {
    evaluations: none,
    images: none,
    images_without_evaluation: [],
    images_without_metadata: [],
    raters: [],
    evaluations_per_image: [],
    discarded: { total: 0, by_options: [], with_diagnosis: 0 },
    neither: { total: 0, empty: 0, list: [] },
    several_diagnoses: [],
    terms: [],
    attributes: [],
    masks: {
      instances: 0,
      evaluations: 0,
      total: 0,
      on_kept_images: 0,
      valid: 0,
      by_characteristic: [],
    },
    ...changes,
  };
}

/** Details of no agreement at all, changed as said. */
export function agreementOf(
  changes: Partial<AgreementDetails> = {},
): AgreementDetails {
  return { gold: [], raters: [], pairs: [], localisation: [], ...changes };
}
