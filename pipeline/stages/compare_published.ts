import type { Missing } from "../../data/ledger/claim.ts";
import type { BlockedClaims, ComparedTable, CompareParams } from "./compare.ts";

const RELEASE: Missing = {
  id: "release-v1",
  missing: "the first release of the annotations",
  supply:
    "allow the network, or pass a folder with the release's tarball: --mirror DIR",
};

const TRAINING_SET: Missing = {
  id: "internal-training-set",
  missing:
    "the internal clinical data set that the models were trained on, which is not public",
  supply: "nobody but the authors can",
};

const BENCHMARK_MODELS: Missing = {
  id: "benchmark-models",
  missing:
    "the photographs, and the five trained networks of each architecture, which are not public",
  supply:
    "pass --images DIR with the photographs, named as current_filename in metadata.csv, and --models DIR with resnet50-0.onnx to resnet50-4.onnx and efficientnet_b4-0.onnx to efficientnet_b4-4.onnx; for the photographs ask the owners of DermNetNZ and SD-260, for the networks the authors, or train them as the paper describes and export them to ONNX",
};

/** The statements of the text that the release answers, by the input that does. */
const RELEASE_STATEMENTS = {
  agreement_text: ["rater_accuracy_range", "pairwise_f1_range"],
  census_text: [
    "skin_tone",
    "age",
    "evaluations_total",
    "images_total",
    "discarded",
    "multiple_diagnoses",
    "evaluations_kept",
    "images_kept",
    "terms",
  ],
};

/** The recomputed tables that come in, in the study of the first release. */
const TABLES: readonly ComparedTable[] = [
  raw("table1", "census/tables/table1.csv"),
  raw("table2a", "agreement/tables/table2a.csv"),
  raw("table2b", "agreement/tables/table2b.csv"),
  raw("table3a", "agreement/tables/table3a.csv"),
  raw("table3b", "agreement/tables/table3b.csv"),
  raw("table4", "census/tables/table4.csv"),
  {
    ...printed("table5a", "evidence/tables/table5a.csv"),
    unless: "model_table5a",
  },
  {
    ...printed("table5b", "evidence/tables/table5b.csv"),
    unless: "model_table5b",
  },
  raw("appendix_table1", "agreement/tables/appendix_table1.csv"),
  {
    ...raw("text", "agreement/tables/agreement_text.csv"),
    port: "agreement_text",
  },
  { ...raw("text", "census/tables/census_text.csv"), port: "census_text" },
  {
    ...printed("text", "evidence/tables/evidence_text.csv"),
    port: "evidence_text",
  },
  model("table5a"),
  model("table5b"),
  model("table6a"),
  model("table6b"),
];

const BLOCKED: readonly BlockedClaims[] = [
  { table: "table4", row: "Training", ...TRAINING_SET },
  { table: "text", row: "validation_f1_resnet50", ...TRAINING_SET },
  { table: "text", row: "validation_f1_efficientnet_b4", ...TRAINING_SET },
  { table: "table6a", without: "model_table6a", ...BENCHMARK_MODELS },
  { table: "table6b", without: "model_table6b", ...BENCHMARK_MODELS },
  ...TABLES.filter(({ route, table }) => route === "raw" && table !== "text")
    .map(({ table }) => ({ table, without: table, ...RELEASE })),
  ...Object.entries(RELEASE_STATEMENTS).flatMap(([without, rows]) =>
    rows.map((row) => ({ table: "text", row, without, ...RELEASE }))
  ),
];

/**
 * What the study of the first release compares: every number that the dataset paper
 * prints, with what is missing for those that it cannot compute.
 */
export const PUBLISHED_COMPARISON: CompareParams = {
  papers: [{ port: "dataset_paper", source: "dataset-paper" }],
  tables: TABLES,
  blocked: BLOCKED,
};

function raw(table: string, artifact: string): ComparedTable {
  return { port: table, table, route: "raw", artifact };
}

function printed(table: string, artifact: string): ComparedTable {
  return { port: table, table, route: "published-intermediate", artifact };
}

/** A table of networks that the user supplied. */
function model(table: string): ComparedTable {
  return {
    port: `model_${table}`,
    table,
    route: "model",
    artifact: `printed_tables/tables/model_${table}.csv`,
  };
}
