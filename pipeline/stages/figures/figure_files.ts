/** Where each figure lies below the results folder, by its port. */
export const FIGURE_FILES = {
  figure2: "figures/figure2.png",
  figure3: "figures/figure3.png",
  confusion: "figures/confusion_matrices.png",
} as const;
