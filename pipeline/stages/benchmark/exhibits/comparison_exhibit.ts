import type { Exhibit } from "../../exhibits/exhibit.ts";
import type { Reading } from "../params.ts";
import type { BenchmarkResults } from "../results.ts";
import { countCell, meanCell } from "./cells.ts";

/** Each architecture beside baselines and raters, image by image. */
export function comparisonExhibit(
  { comparisons, params }: BenchmarkResults,
  reading: Reading,
): Exhibit {
  return {
    id: "comparisons",
    title:
      `Networks beside baselines and a ${params.rater.toLowerCase()}, ${reading.title}`,
    caption:
      "Dice with all that a rater outlined, mean over the raters of an image and over the runs that are judged on it; then over the images that both have. p is of Wilcoxon's signed-rank test, two-sided, with images as pairs.",
    notes: [],
    columns: ["Pair", "Network", "Other", "Difference", "p", "Images"],
    rows: comparisons.map((comparison) => ({
      label:
        `${comparison.subject.name} and ${comparison.other.name.toLowerCase()}`,
      cells: [
        meanCell({ mean: comparison.own }, { decimals: 3 }),
        meanCell({ mean: comparison.others }, { decimals: 3 }),
        meanCell({ mean: comparison.difference }, { decimals: 3 }),
        {
          ...meanCell({ mean: comparison.pValue }, { decimals: 4 }),
          ...(comparison.pValue !== undefined && comparison.pValue < 0.0001 &&
            { text: "< 0.0001" }),
        },
        countCell(comparison.images),
      ],
    })),
  };
}
