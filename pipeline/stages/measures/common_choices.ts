import type { Choices, MeasuresParams } from "./params.ts";

/**
 * The studies' own choices, given what labels an image and what maps are compared with.
 *
 * Undefined values: a characteristic that is neither found nor there in a fold counts
 * as 0 in identification, as in the metric that the authors' training printed, and is
 * left out of localisation, where there is nothing to compare.
 */
export function commonChoices(
  { labels, reference }: {
    readonly labels: string;
    readonly reference: string;
  },
): Choices {
  return {
    diagnosis: { average: "macro", folds: "mean" },
    identification: {
      labels,
      average: "macro",
      folds: "mean",
      unlabelled: "leave-out",
      undefinedF1: "zero",
    },
    localisation: {
      reference,
      map: "float",
      absent: "zero",
      pairs: "reference",
      average: "characteristics",
      folds: "mean",
      undefinedF1: "skip",
    },
  };
}

/**
 * What the authors might have chosen whatever the data: each changes the study's own
 * choice in one respect. Labels and references, which depend on the data, come first in
 * a study's own lists.
 */
export const COMMON_ALTERNATIVES: MeasuresParams["alternatives"] = {
  diagnosis: [
    {
      title: "all folds judged together",
      change: { folds: "pooled" },
    },
    {
      title: "F1 weighted by how many images a diagnosis has",
      change: { average: "weighted" },
    },
    {
      title: "share of images diagnosed right, which is micro F1",
      change: { average: "accuracy" },
    },
  ],
  identification: [
    {
      title: "all folds judged together",
      change: { folds: "pooled" },
    },
    {
      title: "micro F1: all answers counted together",
      change: { average: "micro" },
    },
    {
      title: "F1 weighted by how many images a characteristic has",
      change: { average: "weighted" },
    },
    {
      title: "F1 of each image, mean over images",
      change: { average: "images" },
    },
    {
      title: "images without an evaluation that counts have no characteristic",
      change: { unlabelled: "absent" },
    },
    {
      title: "a characteristic that is neither found nor there is left out",
      change: { undefinedF1: "skip" },
    },
    {
      title: "a characteristic that is neither found nor there counts as 1",
      change: { undefinedF1: "one" },
    },
  ],
  localisation: [
    {
      title: "all folds judged together",
      change: { folds: "pooled" },
    },
    {
      title: "maps of characteristics that are not found are kept",
      change: { absent: "keep" },
    },
    {
      title: "a pair also where a characteristic is found and not there",
      change: { pairs: "either" },
    },
    {
      title: "a pair only where a characteristic is found and there",
      change: { pairs: "agreed" },
    },
    {
      title: "mean over all pairs",
      change: { average: "pairs" },
    },
    {
      title: "mean within images, then over images",
      change: { average: "images" },
    },
    {
      title: "areas of all pairs added up before F1 is taken",
      change: { average: "pooled" },
    },
    {
      title: "a characteristic without a pair in a fold counts as 0",
      change: { undefinedF1: "zero" },
    },
  ],
};
