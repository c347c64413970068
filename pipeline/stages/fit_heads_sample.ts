import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import type { FitHeadsParams } from "./fit_heads.ts";
import type { LabelsParams } from "./labels.ts";
import { DERMXDB_CHARACTERISTICS } from "./labels_dermxdb.ts";

/** How the sample's pictures get their characteristics: as those of the second release. */
export const SAMPLE_LABELS: LabelsParams = {
  scope: { raters: "all", images: "with-metadata" },
  characteristics: DERMXDB_CHARACTERISTICS,
  rule: "first-tag-is-diagnosis",
  least: 1,
  compared: [],
};

/**
 * DermX's heads for the sample. A stronger penalty gives somewhat better maps and finds
 * fewer of the rare characteristics, a weaker one the other way round.
 */
export const SAMPLE_HEADS: FitHeadsParams = {
  network: "dermx",
  classes: DIAGNOSES,
  characteristics: DERMXDB_CHARACTERISTICS,
  hidden: 64,
  seed: 1,
  l2: 0.006,
};
