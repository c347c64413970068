import { countCell, meanCell } from "../benchmark/exhibits/cells.ts";
import type { Cell, Exhibit } from "../exhibits/exhibit.ts";
import type { IntraRaterDetails } from "../intra_rater/details.ts";
import type { F1Statistics } from "../intra_rater/within_and_between.ts";
import { counted } from "../prose/counted.ts";

/** The tables, and what they compare. */
const TABLES = [
  { table: "table2b", id: "diagnoses", subject: "diagnoses", of: "Diagnosis" },
  {
    table: "appendix_table1",
    id: "presence",
    subject: "the presence of characteristics",
    of: "Characteristic",
  },
  {
    table: "table3b",
    id: "outlines",
    subject: "outlines",
    of: "Characteristic",
  },
] as const;

/** How raters agree with themselves, beside how they agree with each other. */
export function consistencyExhibits(details: IntraRaterDetails): Exhibit[] {
  const notes = details.sets.map(({ set, pairs, images }) =>
    `Of the evaluations "${set}", ${counted(pairs, "pair")} on ${
      counted(images, "image")
    } can be compared.`
  );
  return TABLES.map(({ table, id, subject, of }) => ({
    id: `consistency-${id}`,
    title: `Agreement of raters with themselves on ${subject}`,
    caption:
      "Mean F1 of a rater's first and second evaluation of an image, beside that of different raters' first evaluations of the same images, and how many comparisons each rests on.",
    notes: id === "diagnoses" ? notes : [],
    columns: [
      of,
      "F1, themselves",
      "Comparisons",
      "F1, each other",
      "Comparisons",
    ],
    rows: details.agreement[table].map(({ row, within, between }) => ({
      label: row,
      cells: [...cells(within), ...cells(between)],
    })),
  }));
}

function cells(f1: F1Statistics | null): Cell[] {
  return [meanCell({ mean: f1?.mean }), countCell(f1?.n ?? 0)];
}
