import { join } from "node:path";
import { writeCsv } from "../../data/csv.ts";
import { TABLE_COLUMNS } from "../../data/dermx/tables.ts";
import type { Evaluation } from "../../pipeline/stages/evaluations/evaluation.ts";

/**
 * Writes evaluations as `ingest` does, and the metadata of images whose diagnosis is
 * given; gives the paths by port.
 */
export async function writeEvaluationFiles(
  folder: string,
  { evaluations, diagnoses }: {
    readonly evaluations: readonly Evaluation[];
    readonly diagnoses: Readonly<Record<string, string>>;
  },
): Promise<{ images: string; evaluations: string; selections: string }> {
  const paths = {
    images: join(folder, "images.csv"),
    evaluations: join(folder, "evaluations.csv"),
    selections: join(folder, "selections.csv"),
  };
  await writeCsv(paths.images, {
    columns: TABLE_COLUMNS.images,
    rows: Object.entries(diagnoses).map(([image, diagnosis]) => ({
      image,
      file: `${image}.jpeg`,
      original_file: `${image}.jpeg`,
      dataset: "SD-260",
      diagnosis,
      skin_tone: "light",
      age: "adult",
    })),
  });
  const counts = { annotations: 1, paths: 1, vertices: 4 };
  await writeCsv(paths.evaluations, {
    columns: TABLE_COLUMNS.evaluations,
    rows: evaluations.map((row) => ({ ...row, ...counts, dataset: "" })),
  });
  await writeCsv(paths.selections, {
    columns: TABLE_COLUMNS.selections,
    rows: evaluations.flatMap(({ image, rater, selections }) =>
      selections.map((selection) => ({
        image,
        rater,
        ...selection,
        attributes: selection.attributes.join("|"),
      }))
    ),
  });
  return paths;
}
