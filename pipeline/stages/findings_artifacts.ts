import type { FindingsParams } from "./findings.ts";

/** Where each artifact lies, in whichever study has it. */
export const FINDING_ARTIFACTS: FindingsParams["artifacts"] = {
  ledger: "compare/ledger.json",
  evidence: "evidence/evidence.json",
  census: "census/census.json",
  agreement_details: "agreement/agreement_details.json",
  benchmark: "benchmark/benchmark.json",
  labels: "labels/label_rules.json",
  intra_rater: "intra_rater/intra_rater_details.json",
  rater_diagnoses: "rater_diagnoses/rater_diagnoses.json",
  release: "release_counts/tables/release.csv",
  measures: "measures/measures.json",
  choices: "measures/tables/choices.csv",
  baselines: "baselines/baselines.json",
};
