import { meanStd } from "../../../metrics/mean_std.ts";
import type { Exhibit } from "../../exhibits/exhibit.ts";
import { UNION } from "../../masks/union.ts";
import type { BenchmarkResults } from "../results.ts";
import type { SubjectScores } from "../subject_scores.ts";
import { countCell, meanCell } from "./cells.ts";

const RATES = ["f1", "sensitivity", "specificity"] as const;

/** The architectures' maps in every reading, side by side. */
export function readingsExhibit(
  { architectures, explanations, params }: BenchmarkResults,
): Exhibit {
  return {
    id: "readings",
    title: "Maps against outlines in every reading",
    caption:
      "How much the conventions matter: mean ± standard deviation over runs of the scores against all that a rater outlined, and the mean of F1 over characteristics.",
    notes: [],
    columns: [
      "Reading",
      "F1",
      "Sensitivity",
      "Specificity",
      "F1, characteristics",
      "Outlines",
      "Images",
    ],
    rows: params.readings.flatMap(({ id, title }) =>
      architectures.flatMap(({ architecture }) => {
        const scores = explanations.get(id)?.find(({ subject }) =>
          subject.id === architecture.id
        );
        const union = scores?.rows.get(UNION);
        return [{
          label: `${architecture.name}, ${title}`,
          cells: [
            ...RATES.map((rate) =>
              meanCell(union?.values[rate] ?? { mean: undefined })
            ),
            meanCell({ mean: overCharacteristics(scores, params) }),
            countCell(union?.outlines ?? 0),
            countCell(union?.images ?? 0),
          ],
        }];
      })
    ),
  };
}

function overCharacteristics(
  scores: SubjectScores | undefined,
  { characteristics }: { readonly characteristics: readonly string[] },
): number | undefined {
  const means = characteristics.flatMap((name) =>
    scores?.rows.get(name)?.values.f1.mean ?? []
  );
  return meanStd(means, { std: "population" }).mean;
}
