import { PUBLISHED_AGREEMENT } from "./agreement_published.ts";
import { PUBLISHED_CENSUS } from "./census_published.ts";
import { PUBLISHED_EVIDENCE } from "./evidence_published.ts";
import type { FindingsParams, TableConvention } from "./findings.ts";
import { FINDING_ARTIFACTS } from "./findings_artifacts.ts";

/** What the study of the first release asks, and what its tables rest on. */
export const PUBLISHED_FINDINGS: FindingsParams = {
  findings: [
    "other-photographs",
    "class-order",
    "network-class-order",
    "table5-row-names",
    "evaluation-sets",
    "several-diagnoses",
    "discarded-without-option",
    "std-conventions",
    "selection-in-localisation",
    "discarded-masks",
    "discarded-masks-effect",
    "accuracy-images",
    "f1-advantage",
    "pairwise-f1-range",
    "additional-terms",
  ],
  artifacts: FINDING_ARTIFACTS,
  networks: {
    published: "published",
    corrected: "corrected",
    kept: "published-kept",
  },
  conventions: {
    table1: { evaluations: PUBLISHED_CENSUS.table1.evaluations },
    table2a: conventionOf(PUBLISHED_AGREEMENT.table2a),
    table2b: conventionOf(PUBLISHED_AGREEMENT.table2b),
    table3a: conventionOf(PUBLISHED_AGREEMENT.table3a),
    table3b: conventionOf(PUBLISHED_AGREEMENT.table3b),
    table4: { evaluations: PUBLISHED_CENSUS.table4.evaluations },
    table5a: { std: PUBLISHED_EVIDENCE.std },
    table5b: { std: PUBLISHED_EVIDENCE.std },
    appendix_table1: conventionOf(PUBLISHED_AGREEMENT.appendix_table1),
  },
};

function conventionOf(
  { evaluations, std }: Required<TableConvention>,
): TableConvention {
  return { evaluations, std };
}
