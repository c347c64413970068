import type { ExplanationMeasure } from "../../../metrics/explanation_scores.ts";
import type { Exhibit } from "../../exhibits/exhibit.ts";
import { UNION } from "../../masks/union.ts";
import type { Reading } from "../params.ts";
import type { BenchmarkResults } from "../results.ts";
import { countCell, meanCell } from "./cells.ts";
import { MEASURE_MEANINGS, MEASURE_NAMES } from "./headings.ts";
import { paperNote } from "./paper_note.ts";

/** One measure of explanations by characteristic, for everyone (dataset paper, Table 6). */
export function measureExhibit(
  { architectures, explanations, params, paper }: BenchmarkResults,
  { reading, measure }: {
    readonly reading: Reading;
    readonly measure: ExplanationMeasure;
  },
): Exhibit {
  const subjects = explanations.get(reading.id) ?? [];
  const networks = architectures.map(({ architecture }) => architecture);
  const rows = [...params.characteristics, UNION].filter((name) =>
    subjects.some(({ rows }) => rows.has(name))
  );
  return {
    id: `explanation-${measure}-${reading.id}`,
    title: `Maps against outlines, ${reading.title}: ${MEASURE_NAMES[measure]}`,
    caption: `By characteristic, ${
      MEASURE_MEANINGS[measure]
    }: ${reading.average} over the outlines of the images that count, then mean ± standard deviation over runs.`,
    notes: [
      ...(reading.paper ? paperNote(networks) : []),
      `Outlines and images are counted for the networks; a ${params.rater.toLowerCase()} is scored on those that another rater has seen too.`,
    ],
    columns: [
      "Characteristic",
      ...subjects.map(({ subject }) => subject.name),
      "Outlines",
      "Images",
    ],
    rows: rows.map((name) => {
      const row = name === UNION ? "Union" : name;
      const counts = subjects[0]?.rows.get(name);
      return {
        label: row,
        cells: [
          ...subjects.map(({ subject, rows }) => {
            const own = networks.find(({ id }) => id === subject.id);
            const table = reading.paper && own?.paper?.explanation;
            const value = rows.get(name)?.values[measure];
            return meanCell(value ?? { mean: undefined }, {
              paper: paper.at({ table, row, column: measure }),
            });
          }),
          countCell(counts?.outlines ?? 0),
          countCell(counts?.images ?? 0),
        ],
        ...(name === UNION && { strong: true as const }),
      };
    }),
  };
}
