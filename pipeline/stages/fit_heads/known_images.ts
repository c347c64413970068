import { readImages } from "../evaluations/read_images.ts";
import { readLabels } from "../labels/read_labels.ts";

/** What an image shows. */
export interface KnownImage {
  /** The place of its diagnosis among the classes. */
  readonly diagnosis: number;
  /** Which characteristics it has, in their order; null if nobody said. */
  readonly characteristics: readonly boolean[] | null;
}

/** Where {@link knownImages} finds it. */
export interface KnownImagesOptions {
  /** `images.csv`. */
  readonly images: string;
  /** `labels.csv`. */
  readonly labels: string;
  /** The diagnoses, in order. */
  readonly classes: readonly string[];
  /** The characteristics, in order. */
  readonly characteristics: readonly string[];
}

/**
 * What is known of images. One that `labels.csv` leaves out is one of whom nobody said
 * anything.
 *
 * @throws {RangeError} If an image has no diagnosis, or one that is no class.
 */
export async function knownImages(
  ids: Iterable<string>,
  { images, labels, classes, characteristics }: KnownImagesOptions,
): Promise<ReadonlyMap<string, KnownImage>> {
  const described = await readImages(images);
  const labelled = new Map(
    (await readLabels(labels, characteristics))
      .map(({ image, kept, present }) => [image, kept > 0 ? present : null]),
  );
  const known = new Map<string, KnownImage>();
  for (const id of ids) {
    const name = described.get(id)?.diagnosis;
    const diagnosis = classes.findIndex((other) => other === name);
    if (diagnosis < 0) {
      throw new RangeError(
        `Cannot use the image "${id}": "${images}" ${
          name === undefined
            ? "does not list it"
            : `has it as "${name}", which is none of ${classes.join(", ")}`
        }: supply the metadata of the images`,
      );
    }
    known.set(id, { diagnosis, characteristics: labelled.get(id) ?? null });
  }
  return known;
}
