import { countCell, meanCell } from "../benchmark/exhibits/cells.ts";
import type { Exhibit } from "../exhibits/exhibit.ts";
import type { ReadingScores } from "../rater_diagnoses/reading_scores.ts";

/** How the dermatologists' F1 moves with what counts. */
export function raterDiagnosesExhibit(
  scores: readonly ReadingScores[],
): Exhibit {
  return {
    id: "rater-diagnoses",
    title: "Diagnosis F1 of dermatologists, by what counts",
    caption:
      "Macro F1 of each rater against the gold standard: its mean over raters, the lowest and the highest. An evaluation that counts and has no diagnosis is a miss.",
    notes: [
      "The paper does not define its number; the first row is the study's own reading, and stands in the ledger.",
    ],
    columns: [
      "Evaluations, and which of several diagnoses",
      "Mean",
      "Lowest",
      "Highest",
      "Evaluations",
    ],
    rows: scores.map(({ evaluations, label, macro_f1, raters }, i) => {
      const each = raters.map((rater) => rater.macro_f1);
      return {
        label: `${evaluations}, ${label}`,
        cells: [
          meanCell({ mean: macro_f1 ?? undefined }, { decimals: 3 }),
          ...[Math.min, Math.max].map((extreme) =>
            meanCell(
              { mean: each.length === 0 ? undefined : extreme(...each) },
              { decimals: 3 },
            )
          ),
          countCell(raters.reduce((sum, rater) => sum + rater.evaluations, 0)),
        ],
        ...(i === 0 && { strong: true as const }),
      };
    }),
  };
}
