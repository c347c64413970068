import type { Missing } from "../../data/ledger/claim.ts";
import type { CompareParams } from "./compare.ts";

const RELEASE: Missing = {
  id: "release-v2",
  missing: "the second release of the annotations",
  supply:
    "allow the network, or pass a folder with the release's tarball: --mirror DIR",
};

const IMAGE_LIST: Missing = {
  id: "framework-images",
  missing:
    "the list of the images that the paper used, which neither release contains",
  supply: "nobody but the authors can",
};

const FRAMEWORK_MODELS: Missing = {
  id: "framework-models",
  missing:
    "the photographs, which are not public, and a run of the published weights, which this version does not make",
  supply:
    "a later version runs the networks DermX and DermX+ from the weights of the second release; for the photographs ask the owners of DermNetNZ and SD-260",
};

/**
 * What the study of the second release compares: every number in the abstract of the
 * framework paper, and what the paper's notebook prints of classifiers that see
 * characteristics alone.
 */
export const DERMXDB_COMPARISON: CompareParams = {
  papers: [
    { port: "framework_paper", source: "framework-paper" },
    { port: "notebook_baselines", source: "framework-notebook" },
  ],
  tables: [
    {
      port: "framework",
      table: "framework",
      route: "raw",
      artifact: "rater_diagnoses/tables/framework.csv",
    },
    {
      port: "baselines",
      table: "baselines",
      route: "raw",
      artifact: "baselines/tables/baselines.csv",
    },
  ],
  blocked: [
    { table: "framework", row: "images", ...IMAGE_LIST },
    {
      table: "framework",
      row: "dermatologists",
      without: "framework",
      ...RELEASE,
    },
    {
      table: "framework",
      row: "diagnosis_f1",
      statistic: "dermatologists",
      without: "framework",
      ...RELEASE,
    },
    { table: "framework", ...FRAMEWORK_MODELS },
    { table: "baselines", without: "baselines", ...RELEASE },
  ],
};
