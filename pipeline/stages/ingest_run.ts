import { readTar } from "../../data/archive/read_tar.ts";
import { writeCsv } from "../../data/csv.ts";
import type { Evaluation } from "../../data/dermx/evaluation.ts";
import { evaluationMasks } from "../../data/dermx/evaluation_masks.ts";
import { area } from "../../data/dermx/mask.ts";
import { ONTOLOGY, type Release } from "../../data/dermx/ontology.ts";
import { parseAnnotationFile } from "../../data/dermx/parse_annotation_file.ts";
import { readMetadata } from "../../data/dermx/read_metadata.ts";
import { selectionsOf } from "../../data/dermx/selection.ts";
import { TABLE_COLUMNS, type TableRow } from "../../data/dermx/tables.ts";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import type { StageIO } from "../engine/stage.ts";
import type { IngestParams } from "./ingest.ts";

/** What one annotation file adds to the tables. */
interface EvaluationRows {
  readonly image: string;
  readonly rater: string;
  readonly evaluation: TableRow<"evaluations">;
  readonly selections: readonly TableRow<"selections">[];
  readonly masks: readonly TableRow<"masks">[];
}

/**
 * Takes the annotation files one after the other and keeps only their table rows.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {TypeError} If an input breaks its schema, two files hold one evaluation
 * or disagree on an image's size, or an annotated image lacks metadata although
 * `imagesWithoutMetadata` is `"refuse"`.
 */
export async function run(io: StageIO<IngestParams>): Promise<void> {
  const images = await readMetadata(io.input("metadata"));
  const evaluations = await readEvaluations(io);
  if (io.params.imagesWithoutMetadata === "refuse") {
    assertHaveMetadata(evaluations, images);
  }
  await writeCsv(io.output("images"), {
    columns: TABLE_COLUMNS.images,
    rows: [...images.values()].sort(byImageAndRater),
  });
  await writeCsv(io.output("evaluations"), {
    columns: TABLE_COLUMNS.evaluations,
    rows: evaluations.map(({ evaluation }) => evaluation),
  });
  await writeCsv(io.output("selections"), {
    columns: TABLE_COLUMNS.selections,
    rows: evaluations.flatMap(({ selections }) => selections),
  });
  await writeCsv(io.output("masks"), {
    columns: TABLE_COLUMNS.masks,
    rows: evaluations.flatMap(({ masks }) => masks),
  });
}

/** Writes the runs of every mask and returns the other tables' rows, sorted. */
async function readEvaluations(
  io: StageIO<IngestParams>,
): Promise<EvaluationRows[]> {
  const { release } = io.params;
  const name = io.input("annotations");
  const rows = new Map<string, EvaluationRows>();
  const sizes = new Map<string, string>();
  const archive = await Deno.open(name);
  using runs = await NpyRowWriter.create(io.output("runs"), {
    type: "<u4",
    row: [2],
  });
  for await (const file of readTar(archive.readable, { name })) {
    const evaluation = parseAnnotationFile(file, { release });
    const { image, rater } = evaluation;
    const key = `${rater}_${image}`;
    if (rows.has(key)) {
      throw new TypeError(
        `Cannot read annotation file "${file.name}": another file holds the evaluation of image "${image}" by rater "${rater}": keep one of the two`,
      );
    }
    assertSameSize(evaluation, { file: file.name, sizes });
    rows.set(key, {
      image,
      rater,
      evaluation: evaluationRow(evaluation),
      selections: selectionRows(evaluation, release),
      masks: await writeMasks(evaluation, runs),
    });
    io.progress(rows.size, { unit: "evaluations" });
  }
  await runs.finish();
  return [...rows.values()].sort(byImageAndRater);
}

/** Masks of one image are laid over each other, so its raters must agree on its size. */
function assertSameSize(
  { image, width, height }: Evaluation,
  { file, sizes }: { file: string; sizes: Map<string, string> },
): void {
  const size = `${width} x ${height}`;
  const known = sizes.get(image) ?? size;
  if (size !== known) {
    throw new TypeError(
      `Cannot read annotation file "${file}": image: ${size} pixels, and another rater saw ${known}: annotate both on the same picture`,
    );
  }
  sizes.set(image, size);
}

function evaluationRow(evaluation: Evaluation): TableRow<"evaluations"> {
  const { annotations } = evaluation;
  const paths = annotations.flatMap(({ paths }) => paths ?? []);
  return {
    ...evaluation,
    annotations: annotations.length,
    paths: paths.length,
    vertices: paths.reduce((sum, { length }) => sum + length, 0),
  };
}

function selectionRows(
  evaluation: Evaluation,
  release: Release,
): TableRow<"selections">[] {
  const { image, rater } = evaluation;
  return selectionsOf(evaluation).map(({ attributes, ...selection }) => ({
    image,
    rater,
    ...selection,
    kind: ONTOLOGY[release].get(selection.term)!,
    attributes: attributes.join("|"),
  }));
}

async function writeMasks(
  evaluation: Evaluation,
  runs: NpyRowWriter<"<u4">,
): Promise<TableRow<"masks">[]> {
  const { image, rater, width, height } = evaluation;
  const rows: TableRow<"masks">[] = [];
  for (const [characteristic, mask] of evaluationMasks(evaluation)) {
    rows.push({
      image,
      rater,
      characteristic,
      width,
      height,
      first_run: runs.rows,
      runs: mask.runs.length / 2,
      area: area(mask),
    });
    await runs.append(mask.runs);
  }
  return rows;
}

function assertHaveMetadata(
  evaluations: readonly EvaluationRows[],
  images: ReadonlyMap<string, unknown>,
): void {
  const lacking = new Set(
    evaluations.map(({ image }) => image).filter((image) => !images.has(image)),
  );
  const [first] = lacking;
  if (first === undefined) return;
  throw new TypeError(
    `Cannot use annotated images that "metadata.csv" lacks, ${lacking.size} in all and "${first}" the first: ` +
      'add rows for them, or set "imagesWithoutMetadata" to "keep"',
  );
}

/** Code unit order, so that tables are the same in every locale. */
function byImageAndRater(
  a: { readonly image: string; readonly rater?: string },
  b: { readonly image: string; readonly rater?: string },
): number {
  if (a.image !== b.image) return a.image < b.image ? -1 : 1;
  return (a.rater ?? "") < (b.rater ?? "") ? -1 : 1;
}
