import type { PaperLayout } from "../params.ts";

/** What the framework paper's notebook prints of interpretable classifiers. */
export const FRAMEWORK_NOTEBOOK: PaperLayout = {
  source: "framework-notebook",
  title: "The framework paper's notebook of interpretable models",
  reference:
    "experiments/interpretable_models.ipynb of github.com/ralucaj/dermx at commit cb6298c.",
  tables: [
    {
      id: "baselines",
      label: "Interpretable models",
      caption: "Diagnoses from ten characteristics (mean ± std over ten folds)",
    },
  ],
  labels: { recall: "Recall", f1: "F1", accuracy: "Accuracy" },
};
