import type { FindingsParams } from "./findings.ts";
import { FINDING_ARTIFACTS } from "./findings_artifacts.ts";

/** What the study of the second release asks; no table of the paper is recomputed. */
export const DERMXDB_FINDINGS: FindingsParams = {
  findings: [
    "other-photographs",
    "other-folds",
    "fold-images",
    "baseline-images",
    "label-rule",
    "rater-consistency",
    "rater-diagnosis-f1",
    "rater-measures",
    "second-round-term",
  ],
  artifacts: FINDING_ARTIFACTS,
  conventions: {},
};
