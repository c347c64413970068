import { countCell, meanCell } from "../benchmark/exhibits/cells.ts";
import type { Exhibit } from "../exhibits/exhibit.ts";
import type { SelectionResults } from "./selection_results.ts";

/** How much it matters whose outlines make the features. */
export function selectionsExhibit(
  selections: readonly SelectionResults[],
): Exhibit {
  return {
    id: "baselines-selections",
    title: "Diagnoses from characteristics, by selection of evaluations",
    caption:
      "Macro F1 of the same classifiers on the same folds, with features from other evaluations: mean ± standard deviation over folds, and the images that have features.",
    notes: [],
    columns: [
      "Evaluations",
      ...selections[0]!.judgements.map(({ learner }) => learner.name),
      "Images",
    ],
    rows: selections.map(({ title, judgements, images }, i) => ({
      label: title,
      cells: [
        ...judgements.map(({ summary }) =>
          meanCell(summary.f1, { decimals: 3 })
        ),
        countCell(images),
      ],
      ...(i === 0 && { strong: true as const }),
    })),
  };
}
