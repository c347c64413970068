import { EXPLANATION_MEASURES } from "../../../metrics/explanation_scores.ts";
import type { Exhibit } from "../../exhibits/exhibit.ts";
import { counted } from "../../prose/counted.ts";
import { UNION } from "../../masks/union.ts";
import type { Reading } from "../params.ts";
import type { BenchmarkResults } from "../results.ts";
import { OTHERS } from "../subject_scores.ts";
import { countCell, meanCell } from "./cells.ts";
import { MEASURE_NAMES } from "./headings.ts";
import { paperNote } from "./paper_note.ts";

/** Precision against an outline is mass accuracy, so it is shown under that name only. */
const SHOWN = EXPLANATION_MEASURES.filter((measure) => measure !== "precision");

/**
 * Explanations against all that a rater outlined, by every measure: networks,
 * baselines and other raters, one row each.
 */
export function unionExhibit(
  { architectures, explanations, paper, params }: BenchmarkResults,
  reading: Reading,
): Exhibit {
  // Against whole outlines, the same characteristic is the whole outline too.
  const subjects = (explanations.get(reading.id) ?? []).filter(({ subject }) =>
    subject.id !== OTHERS.same
  );
  const left = subjects.reduce(
    (sum, { rows }) =>
      SHOWN.reduce(
        (own, measure) =>
          own + (rows.get(UNION)?.values[measure].undefined ?? 0),
        sum,
      ),
    0,
  );
  const tables = new Map(
    architectures.map(({ architecture: { id, paper } }) => [
      id,
      paper?.explanation,
    ]),
  );
  return {
    id: `union-${reading.id}`,
    title: `Maps against all that a rater outlined, ${reading.title}`,
    caption:
      `How far a network is from a ${params.rater.toLowerCase()}: each row explains the same images and is compared with the same outlines, image by image and rater by rater.${
        reading.union.average === "diagnoses"
          ? " Every diagnosis counts alike: the mean of its outlines comes first."
          : ""
      }`,
    notes: [
      ...(reading.paper
        ? paperNote(architectures.map(({ architecture }) => architecture))
        : []),
      `The row of a ${params.rater.toLowerCase()} compares all that one rater outlined with another rater's outlines, so it leaves out images with a single rater.`,
      "Mass accuracy, the share of a map that lies in the outline, is precision by another name.",
      ...(left === 0
        ? []
        : [`${counted(left, "undefined score")} left out of the means.`]),
    ],
    columns: [
      "Explanation",
      ...SHOWN.map((measure) => MEASURE_NAMES[measure]),
      "Outlines",
      "Images",
    ],
    rows: subjects.map(({ subject, rows }) => {
      const scores = rows.get(UNION);
      const table = reading.paper && tables.get(subject.id);
      return {
        label: subject.name,
        cells: [
          ...SHOWN.map((column) =>
            meanCell(scores?.values[column] ?? { mean: undefined }, {
              paper: paper.at({ table, row: "Union", column }),
            })
          ),
          countCell(scores?.outlines ?? 0),
          countCell(scores?.images ?? 0),
        ],
      };
    }),
  };
}
