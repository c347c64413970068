import { countCell } from "../benchmark/exhibits/cells.ts";
import type { Exhibit } from "../exhibits/exhibit.ts";
import type { LabelComparison } from "../labels/compare_labels.ts";

/** How near each rule comes to the characteristics that the notebooks print. */
export function labelRulesExhibit(
  comparisons: readonly LabelComparison[],
): Exhibit {
  const notebooks = [...new Set(comparisons.map(({ notebook }) => notebook))];
  return {
    id: "label-rules",
    title: "Characteristics of images by rule",
    caption:
      "An image has a characteristic if an evaluation that counts outlines it. How many of the labels that the authors' notebooks print each rule for what counts yields.",
    notes: [],
    columns: [
      "Evaluations that count",
      ...notebooks.flatMap((notebook) => [notebook, "of"]),
    ],
    rows: [...Map.groupBy(comparisons, ({ rule }) => rule)].map((
      [rule, own],
    ) => ({
      label: rule,
      cells: notebooks.flatMap((wanted) => {
        const found = own.find(({ notebook }) => notebook === wanted);
        return [countCell(found?.same ?? 0), countCell(found?.printed ?? 0)];
      }),
    })),
  };
}
