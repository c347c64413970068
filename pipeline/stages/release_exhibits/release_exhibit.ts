import type { Exhibit } from "../exhibits/exhibit.ts";
import type { TableValues } from "./table_values.ts";

/** What a column shows: its heading, and the name of its value in the table. */
const COLUMNS: readonly (readonly [
  heading: string,
  column: string,
  statistic: string,
])[] = [
  ["Raters", "raters", "count"],
  ["Evaluations", "evaluations", "all"],
  ["Undiscarded", "evaluations", "undiscarded"],
  ["With a diagnosis", "evaluations", "some-diagnosis"],
  ["With exactly one", "evaluations", "one-diagnosis"],
  ["Images", "images", "all"],
  ["Outlines", "outlines", "count"],
];

/** How much of everything there is in each part of a release. */
export function releaseExhibit(release: TableValues): Exhibit {
  const parts = release.rows.filter((row) =>
    release.columnsOf(row, "count").includes("raters")
  );
  return {
    id: "release",
    title: "What the release holds",
    caption:
      "Evaluations that are undiscarded, have a diagnosis besides, and have exactly one, and the images that were evaluated. An outline is all that one evaluation outlines of one characteristic.",
    notes: [],
    columns: ["Part", ...COLUMNS.map(([heading]) => heading)],
    rows: parts.map((row) => ({
      label: wordsOf(row),
      cells: COLUMNS.map(([, column, statistic]) =>
        release.count(row, column, statistic)
      ),
    })),
  };
}

function wordsOf(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
