import type { Exhibit } from "../../exhibits/exhibit.ts";
import { counted } from "../../prose/counted.ts";
import { listed } from "../../prose/listed.ts";
import type { BenchmarkParams, Wiring } from "../params.ts";
import type { BenchmarkResults } from "../results.ts";
import { meanCell } from "./cells.ts";
import { paperNote } from "./paper_note.ts";

const RATES = {
  f1: "F1",
  sensitivity: "sensitivity",
  specificity: "specificity",
};

/** Each class against all others, by architecture (dataset paper, Table 5). */
export function diagnosisExhibit(
  { architectures, params, paper, images }: BenchmarkResults,
  wiring: Wiring,
): Exhibit {
  const columns = architectures.flatMap(({ architecture, diagnosis }) =>
    Object.keys(RATES).map((column) => ({
      architecture,
      column,
      cells: diagnosis.get(wiring.id)?.cells ?? [],
    }))
  );
  return {
    id: `diagnosis-${wiring.id}`,
    title: `Diagnoses, ${wiring.title}`,
    caption: `Each class against all others on ${
      counted(images, "image")
    }: mean ± standard deviation over the runs of an architecture.`,
    notes: [
      ...nameNote(params, wiring),
      ...(wiring.paper
        ? paperNote(architectures.map(({ architecture }) => architecture))
        : []),
    ],
    columns: [
      "Class",
      ...columns.map(({ architecture, column }) =>
        `${architecture.name}, ${RATES[column as keyof typeof RATES]}`
      ),
    ],
    rows: params.diagnoses.map((row) => ({
      label: row,
      cells: columns.map(({ architecture, column, cells }) => {
        const statistic = (name: string): number | undefined =>
          cells.find((cell) =>
            cell.row === row && cell.column === column &&
            cell.statistic === name
          )?.value;
        const table = wiring.paper && architecture.paper?.diagnosis;
        return meanCell(
          { mean: statistic("mean"), std: statistic("std") },
          { paper: paper.at({ table, row, column }) },
        );
      }),
    })),
  };
}

/** A row is named after its output, which may count as right for images of another class. */
function nameNote(
  { diagnoses, labels }: BenchmarkParams,
  { classes }: Wiring,
): string[] {
  const others = diagnoses.flatMap((images) => {
    const row = labels[classes[images] ?? -1];
    return row === undefined || row === images
      ? []
      : [`the row ${row} scores the images of ${images}`];
  });
  return others.length === 0 ? [] : [
    `Rows are named after outputs, as in the paper: ${listed(others)}.`,
  ];
}
