import { meanStd } from "../../../metrics/mean_std.ts";
import type { Cell, Exhibit } from "../../exhibits/exhibit.ts";
import type { BenchmarkResults } from "../results.ts";
import { countCell, meanCell } from "./cells.ts";

/** Accuracy and macro F1 of every network, in every wiring. */
export function runsExhibit(
  { architectures, params }: BenchmarkResults,
): Exhibit {
  const { wirings } = params;
  const several = wirings.length > 1;
  return {
    id: "diagnosis-by-run",
    title: "Diagnoses by run",
    caption:
      "Share of right diagnoses and unweighted mean of the classes' F1, by network; mean ± standard deviation over runs in strong rows.",
    notes: [],
    columns: [
      "Network",
      ...wirings.flatMap(({ title }) =>
        ["Accuracy", "Macro F1"].map((name) =>
          several ? `${name}, ${title}` : name
        )
      ),
      "Images",
    ],
    rows: architectures.flatMap(({ architecture, networks, diagnosis }) => {
      const scores = wirings.flatMap(({ id }) => {
        const found = diagnosis.get(id);
        return [found?.accuracy ?? [], found?.macroF1 ?? []];
      });
      const all = new Set(networks.flatMap(({ images }) => [...images])).size;
      const summary = (values: readonly (number | undefined)[]): Cell => {
        const defined = values.filter((value) => value !== undefined);
        return meanCell(meanStd(defined, params), { decimals: 3 });
      };
      return [
        {
          label: architecture.name,
          cells: [...scores.map(summary), countCell(all)],
          strong: true as const,
        },
        ...networks.map(({ id, images }, run) => ({
          label: id,
          cells: [
            ...scores.map((values) =>
              meanCell({ mean: values[run] }, { decimals: 3 })
            ),
            countCell(images.size),
          ],
        })),
      ];
    }),
  };
}
