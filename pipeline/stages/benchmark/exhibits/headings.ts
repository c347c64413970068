import type { ExplanationMeasure } from "../../../metrics/explanation_scores.ts";

/** The measures of explanations, for people. */
export const MEASURE_NAMES: Readonly<Record<ExplanationMeasure, string>> = {
  f1: "F1 (Dice)",
  sensitivity: "Sensitivity",
  specificity: "Specificity",
  iou: "IoU",
  precision: "Precision",
  npv: "NPV",
  pointing: "Pointing game",
  mass: "Mass accuracy",
  rank: "Rank accuracy",
};

/** What each measure says of a map and an outline. */
export const MEASURE_MEANINGS: Readonly<Record<ExplanationMeasure, string>> = {
  f1: "twice what map and outline share, over the sum of both",
  sensitivity: "the share of the outline that the map covers",
  specificity: "the share of the rest of the image that the map leaves out",
  iou: "what map and outline share, over what either covers",
  precision: "the share of the map that lies in the outline",
  npv: "the share of what the map leaves out that lies outside the outline",
  pointing: "whether the map's highest point lies in the outline",
  mass: "the share of the map that lies in the outline",
  rank:
    "of as many highest pixels of the map as the outline has, the share that lies in it",
};
