import { NpyRowReader } from "../../../data/npy_row_reader.ts";
import { readIds } from "../shards/read_ids.ts";

/** The files of features that stand for one another, shard by shard. */
export interface FeatureFiles {
  /** float32, N×F. */
  readonly features: readonly string[];
  /** The images of the rows, as lists in JSON. */
  readonly ids: readonly string[];
}

/**
 * Reads the features of all images, sorted by the images' ids: the order of shards,
 * and their number, does not matter.
 *
 * @throws {TypeError} If a file is not of that form.
 * @throws {RangeError} If rows and ids do not match, an image comes twice, or shards
 * differ in the number of features.
 */
export async function readFeatures(
  files: FeatureFiles,
): Promise<ReadonlyMap<string, Float32Array>> {
  const found: [string, Float32Array][] = [];
  let columns: number | undefined;
  for (const [shard, path] of files.features.entries()) {
    const ids = await readIds(files.ids[shard]!);
    using reader = await NpyRowReader.open(path);
    const [rows, width, ...more] = reader.shape;
    columns ??= width;
    if (
      more.length > 0 || width === undefined || width !== columns ||
      rows !== ids.length
    ) {
      throw new RangeError(
        `Cannot use "${path}": it is [${
          reader.shape.join(", ")
        }] where ${ids.length} images of ${columns} features are listed: supply both files of one run of "features"`,
      );
    }
    for (const [row, id] of ids.entries()) found.push([id, reader.row(row)]);
  }
  found.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
  const features = new Map(found);
  if (features.size < found.length) {
    const [twice] = found.find(([id], i) => found[i + 1]?.[0] === id)!;
    throw new RangeError(
      `Cannot use the features of "${twice}": two shards have it: supply one run of "features"`,
    );
  }
  return features;
}
