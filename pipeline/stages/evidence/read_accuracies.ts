import { readCsv } from "../../../data/csv.ts";

const COLUMNS = ["model", "run", "images", "accuracy"] as const;

/** The accuracies of a model's runs, over the same images. */
export interface PrintedAccuracies {
  /** How many images each run was scored on. */
  readonly images: number;
  /** In [0, 1], with the digits printed. */
  readonly accuracies: readonly number[];
}

/**
 * Reads printed accuracies by model, `model,run,images,accuracy`.
 *
 * @throws {SyntaxError} If an accuracy is not a share of that many images.
 * @throws {RangeError} If a model's runs were scored on different numbers of images.
 */
export async function readAccuracies(
  path: string,
): Promise<Map<string, PrintedAccuracies>> {
  const rows = await readCsv(path, { columns: COLUMNS });
  const models = Map.groupBy(rows, ({ model }) => model);
  return new Map(
    [...models].map(([model, runs]) => {
      const images = Number(runs[0]?.images);
      if (runs.some((run) => Number(run.images) !== images)) {
        throw new RangeError(
          `Cannot average the accuracies of "${model}" in "${path}": its runs were scored on different numbers of images: give runs over the same images`,
        );
      }
      return [model, {
        images,
        accuracies: runs.map((run) => share(run, path)),
      }];
    }),
  );
}

/** Six digits of k/n lie within 1e-6 of it, so n times them within n·1e-6 of k. */
function share(
  { model, run, images, accuracy }: Readonly<
    Record<typeof COLUMNS[number], string>
  >,
  path: string,
): number {
  const n = Number(images);
  const value = Number(accuracy);
  const hits = Math.round(value * n);
  if (
    /^\d\.\d{6}$/.test(accuracy) && Math.abs(value * n - hits) <= n * 1e-6 &&
    hits <= n
  ) {
    return value;
  }
  throw new SyntaxError(
    `Cannot read accuracy "${accuracy}" of run ${run} of "${model}" in "${path}": it is no share of "${images}" images to six digits: check the transcription`,
  );
}
