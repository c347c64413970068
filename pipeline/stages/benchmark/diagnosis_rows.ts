import type { TableCell } from "../../../data/ledger/table.ts";
import type { BenchmarkResults } from "./results.ts";

/** The columns of `diagnosis.csv`. */
export const DIAGNOSIS_COLUMNS = [
  "wiring",
  "subject",
  "run",
  "row",
  "column",
  "statistic",
  "value",
] as const;

/** A value of `diagnosis.csv`. */
export interface DiagnosisRow extends TableCell {
  /** The wiring's id. */
  readonly wiring: string;
  /** The architecture's id. */
  readonly subject: string;
  /** The network's id, or empty for the summary over runs. */
  readonly run: string;
}

/** For each architecture and wiring the summary over runs, then each run. */
export function diagnosisRows(
  { architectures }: Pick<BenchmarkResults, "architectures">,
): DiagnosisRow[] {
  return architectures.flatMap(({ architecture, networks, diagnosis }) => {
    const images = new Set(networks.flatMap(({ images }) => [...images]));
    return [...diagnosis].flatMap(([wiring, { cells, runs }]) => {
      const place = { wiring, subject: architecture.id };
      const summary = [...cells, count(images.size)];
      return [
        ...summary.map((cell) => ({ ...place, run: "", ...cell })),
        ...networks.flatMap(({ id, images }, run) =>
          [...runs[run] ?? [], count(images.size)]
            .map((cell) => ({ ...place, run: id, ...cell }))
        ),
      ];
    });
  });
}

function count(value: number): TableCell {
  return { row: "", column: "images", statistic: "count", value };
}
