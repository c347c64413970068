/**
 * The columns of the tables that hold a release's annotations, in order: a comma
 * between fields, a header line, ids in Unicode normal form C.
 */
export const TABLE_COLUMNS = {
  /** One row an image of the metadata, by image. */
  images: [
    "image",
    "file",
    "original_file",
    "dataset",
    "diagnosis",
    "skin_tone",
    "age",
  ],
  /**
   * One row an evaluation, by image and rater, with the number of its annotations,
   * and of the paths that outline them and of these paths' vertices.
   */
  evaluations: [
    "image",
    "rater",
    "width",
    "height",
    "dataset",
    "annotations",
    "paths",
    "vertices",
  ],
  /** One row an evaluation and distinct term, by image, rater and position. */
  selections: [
    "image",
    "rater",
    "term",
    "kind",
    "position",
    "instances",
    "attributes",
  ],
  /** One row an evaluation and outlined characteristic, by image, rater and name. */
  masks: [
    "image",
    "rater",
    "characteristic",
    "width",
    "height",
    "first_run",
    "runs",
    "area",
  ],
} as const;

/** A row of one of {@link TABLE_COLUMNS}' tables, as it is written. */
export type TableRow<Table extends keyof typeof TABLE_COLUMNS> = Readonly<
  Record<(typeof TABLE_COLUMNS)[Table][number], string | number>
>;
