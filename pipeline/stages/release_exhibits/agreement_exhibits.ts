import type { Exhibit } from "../exhibits/exhibit.ts";
import type { TableValues } from "./table_values.ts";

/** How raters of the first round agree, on diagnoses and on characteristics. */
export function agreementExhibits(
  { gold, diagnoses, presence, outlines }: {
    /** Raters against the gold standard, by diagnosis. */
    readonly gold: TableValues;
    /** Raters against each other, by diagnosis. */
    readonly diagnoses: TableValues;
    /** Raters against each other, by characteristic. */
    readonly presence: TableValues;
    /** Outlines against each other, by characteristic. */
    readonly outlines: TableValues;
  },
): Exhibit[] {
  return [
    {
      id: "agreement-diagnoses",
      title: "Agreement on diagnoses, first round",
      caption:
        "By the dataset paper's recipes for its Tables 2a and 2b, on the images that the metadata describe: mean ± standard deviation over raters, and over pairs of raters.",
      notes: [],
      columns: [
        "Diagnosis",
        "F1, gold standard",
        "Sensitivity",
        "Specificity",
        "F1, each other",
      ],
      rows: gold.rows.map((row) => ({
        label: row,
        cells: [
          ...["f1", "sensitivity", "specificity"].map((column) =>
            gold.mean(row, column)
          ),
          diagnoses.mean(row, "f1"),
        ],
      })),
    },
    {
      id: "agreement-characteristics",
      title: "Agreement on characteristics, first round",
      caption:
        "By the dataset paper's recipes for its Appendix Table 1 and Table 3b, on the images that the metadata describe: F1 of pairs of raters on whether a characteristic is there, and on which pixels.",
      notes: [],
      columns: [
        "Characteristic",
        "Evaluations",
        "F1, presence",
        "F1, outlines",
      ],
      rows: outlines.rows.map((row) => ({
        label: row,
        cells: [
          presence.count(row, "evals"),
          presence.mean(row, "f1"),
          outlines.mean(row, "f1"),
        ],
      })),
    },
  ];
}
