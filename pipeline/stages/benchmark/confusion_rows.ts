import type { BenchmarkResults } from "./results.ts";

/** The columns of `confusion.csv`. */
export const CONFUSION_COLUMNS = [
  "model",
  "run",
  "actual",
  "predicted_index",
  "predicted",
  "count",
] as const;

/** A count of `confusion.csv`. */
export type ConfusionRow = Readonly<
  Record<(typeof CONFUSION_COLUMNS)[number], string | number>
>;

/**
 * How often each network prefers each output for the images of each diagnosis:
 * runs by number, then their sum as run `all`. `predicted` is what the output
 * stands for, whichever wiring counts as right.
 */
export function confusionRows(
  { architectures, params: { diagnoses, labels } }: Pick<
    BenchmarkResults,
    "architectures" | "params"
  >,
): ConfusionRow[] {
  return architectures.flatMap(({ architecture, networks }) => {
    const count = (row: number, column: number): number[] =>
      networks.map(({ counts }) => counts[row]?.[column] ?? 0);
    const runs = [...networks.keys(), "all"] as const;
    return runs.flatMap((run) =>
      diagnoses.flatMap((actual, row) =>
        labels.map((predicted, index) => {
          const counts = count(row, index);
          return {
            model: architecture.id,
            run,
            actual,
            predicted_index: index,
            predicted,
            count: run === "all"
              ? counts.reduce((sum, value) => sum + value, 0)
              : counts[run] ?? 0,
          };
        })
      )
    );
  });
}
