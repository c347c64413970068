import { readFolds } from "../../../data/dermx/read_folds.ts";
import { shardOf } from "./shard_of.ts";

/**
 * How a study divides the work on its images into parts:
 *
 * - by `id`: into so many shards, by `shardOf`;
 * - by `fold`: part k are the images that fold k of the release tests. Images that no
 *   fold tests are in no part.
 */
export type Division =
  | { readonly by: "id"; readonly shards: number }
  | { readonly by: "fold" };

/** The parts of a {@link Division}. */
export interface ImageParts {
  /** How many there are. */
  readonly count: number;

  /** The part that an image is in, from 0 on; `undefined` if it is in none. */
  of(image: string): number | undefined;
}

/** What {@link divideImages} may look at. */
export interface DivisionFiles {
  /** A tar of the release's folds; needed to divide by them. */
  readonly folds: string | undefined;
  /** The images that the metadata describe, by id. */
  readonly images: ReadonlyMap<string, unknown>;
}

/**
 * Finds the parts that images are in.
 *
 * @throws {TypeError} If images are divided by fold and there are no folds, or the
 * folds break their schema.
 * @throws {SyntaxError} If the folds cannot be parsed.
 * @throws {RangeError} If two folds test an image, or one that has no metadata; or if
 * there is not at least one shard.
 */
export async function divideImages(
  division: Division,
  { folds, images }: DivisionFiles,
): Promise<ImageParts> {
  if (division.by === "id") {
    const { shards } = division;
    return { count: shards, of: (image) => shardOf(image, shards) };
  }
  if (folds === undefined) {
    throw new TypeError(
      'Cannot divide images by fold: the input "folds" is not supplied: connect the release\'s folds',
    );
  }
  const parts = new Map<string, number>();
  const lists = await readFolds(folds);
  for (const [fold, { test }] of lists.entries()) {
    for (const { image } of test) {
      const other = parts.get(image);
      if (other !== undefined) {
        throw new RangeError(
          `Cannot divide images by fold: folds ${other} and ${fold} both test "${image}": keep it in one of their lists`,
        );
      }
      if (!images.has(image)) {
        throw new RangeError(
          `Cannot divide images by fold: fold ${fold} tests "${image}", which the metadata do not list: supply folds and metadata of one release`,
        );
      }
      parts.set(image, fold);
    }
  }
  return { count: lists.length, of: (image) => parts.get(image) };
}
