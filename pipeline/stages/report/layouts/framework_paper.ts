import type { PaperLayout } from "../params.ts";

/** The framework paper's statements, as its abstract makes them. */
export const FRAMEWORK_PAPER: PaperLayout = {
  source: "framework-paper",
  title:
    "DermX: An end-to-end framework for explainable automated dermatological diagnosis",
  reference:
    "R. Jalaboi, F. Faye, M. Orbes-Arteaga, D. Jørgensen, O. Winther, A. Galimzianova. Medical Image Analysis 83 (2023) 102647.",
  tables: [
    {
      id: "framework",
      label: "Abstract",
      caption: "Numbers that the abstract states",
    },
  ],
  labels: {
    images: "Images in DermXDB",
    dermatologists: "Dermatologists",
    diagnosis_f1: "F1 of the diagnosis",
    identification_f1: "F1 of identifying explanations",
    localisation_f1: "F1 of localising explanations",
    value: "",
  },
};
