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

const PHOTOGRAPHS: Missing = {
  id: "photographs",
  missing: "the photographs, which are not public",
  supply:
    "ask the owners of DermNetNZ and SD-260 for them and pass their folder: --images DIR; the networks' weights are then fetched",
};

const WEIGHTS: Missing = {
  id: "weights",
  missing: "the published weights of the networks, or some of the photographs",
  supply:
    'allow the network, or put the release with its folder "model_weights" into a mirror folder: --mirror DIR; and have every photograph in the folder that --images names',
};

/**
 * What the study of the second release compares: every number in the abstract of the
 * framework paper, and what the paper's notebook prints of classifiers that see
 * characteristics alone.
 *
 * @param options.photographs Whether the user has them, so that networks are run.
 * @param options.lack What the sources lack to fetch weights, and what to do.
 */
export function dermxdbComparison(
  { photographs, lack }: {
    readonly photographs: boolean;
    readonly lack?: string | undefined;
  },
): CompareParams {
  const weights = lack === undefined ? WEIGHTS : { ...WEIGHTS, supply: lack };
  return {
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
        port: "networks",
        table: "framework",
        route: "model",
        artifact: "measures/tables/networks.csv",
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
      { table: "framework", ...(photographs ? weights : PHOTOGRAPHS) },
      { table: "baselines", without: "baselines", ...RELEASE },
    ],
  };
}
