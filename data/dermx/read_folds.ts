import { readTar } from "../archive/read_tar.ts";
import { csvSource, parseCsv } from "../csv.ts";
import { describeIssues } from "../schema_error.ts";
import { stemOf } from "./file_name.ts";
import { type Fold, FOLD_PARTS, type FoldImage } from "./fold.ts";
import { FOLD_COLUMNS, foldRowSchema } from "./fold_schema.ts";

/** Such as `metadata_fold_0_train.csv`. */
const LIST_NAME = /^metadata_fold_(0|[1-9]\d{0,2})_(train|test)\.csv$/;

/**
 * Reads the folds of a release by number: a tar of two lists each,
 * `metadata_fold_K_train.csv` and `metadata_fold_K_test.csv`.
 *
 * Whether folds test every image once, and patients keep to one part, is for the
 * reader of the folds to see.
 *
 * @throws {SyntaxError} If the archive is damaged, holds another file or none, or a
 * list is not a table.
 * @throws {TypeError} If a list breaks its schema, a fold lacks a list, or it lists an
 * image twice.
 */
export async function readFolds(path: string): Promise<Fold[]> {
  const lists = new Map<string, FoldImage[]>();
  const archive = await Deno.open(path);
  for await (
    const { name, bytes } of readTar(archive.readable, { name: path })
  ) {
    const [, fold, part] = LIST_NAME.exec(name) ?? [];
    if (fold === undefined || part === undefined) {
      throw new SyntaxError(
        `Cannot read "${path}": "${name}" is no list of a fold: name it as "metadata_fold_0_train.csv" is, or leave it out`,
      );
    }
    lists.set(listKey(Number(fold), part), parseList(name, bytes));
  }
  const count = Math.ceil(lists.size / FOLD_PARTS.length);
  if (count === 0) {
    throw new SyntaxError(
      `Cannot read "${path}": it holds no folds: supply the release's folder`,
    );
  }
  return Array.from({ length: count }, (_, fold) => {
    const images = (part: string): FoldImage[] =>
      lists.get(listKey(fold, part)) ?? missing(path, { fold, part });
    const found = { train: images("train"), test: images("test") };
    assertDistinct(found, { path, fold });
    return found;
  });
}

function parseList(name: string, bytes: Uint8Array): FoldImage[] {
  const rows = parseCsv(csvSource(name, bytes), { columns: FOLD_COLUMNS });
  return rows.map((row, i) => {
    const result = foldRowSchema.safeParse(row);
    if (!result.success) {
      throw new TypeError(
        `Cannot read "${name}": row ${i + 1} below the header: ${
          describeIssues(result.error.issues)
        }: correct it or restore the file from its source`,
      );
    }
    const { current_filename, patient_id, diagnosis } = result.data;
    const image = stemOf(current_filename).normalize("NFC");
    return { image, patient: patient_id, diagnosis };
  });
}

function assertDistinct(
  { train, test }: Fold,
  { path, fold }: { readonly path: string; readonly fold: number },
): void {
  const seen = new Set<string>();
  for (const { image } of [...train, ...test]) {
    if (seen.has(image)) {
      throw new TypeError(
        `Cannot use fold ${fold} of "${path}": it lists image "${image}" twice: what is tested must not be learnt from, so keep one row`,
      );
    }
    seen.add(image);
  }
}

function missing(
  path: string,
  { fold, part }: { readonly fold: number; readonly part: string },
): never {
  throw new TypeError(
    `Cannot read "${path}": fold ${fold} has no ${part} list: supply "metadata_fold_${fold}_${part}.csv", numbering folds from 0`,
  );
}

function listKey(fold: number, part: string): string {
  return `${fold} ${part}`;
}
