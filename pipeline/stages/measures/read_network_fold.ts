import { readNpy } from "../../../data/npy.ts";
import { argmax } from "../../../models/fitting/argmax.ts";
import { isPresent } from "../../../models/maps/is_present.ts";
import { readIds } from "../shards/read_ids.ts";

/** The files of one fold of a network. */
export interface NetworkFoldFiles {
  /** `ids.json`: the fold's test images. */
  readonly ids: string;
  /** `diagnoses.npy`: the scores of the diagnoses, a row an image. */
  readonly diagnoses: string;
  /** `logits.npy`: the scores of the characteristics, a row an image. */
  readonly logits: string;
}

/** What a network says of the test images of one fold. */
export interface NetworkFold {
  /** The images. */
  readonly images: readonly string[];
  /** For each the diagnosis with the highest score, of equal ones the first. */
  readonly answers: readonly string[];
  /** For each which characteristics it finds: see `isPresent`. */
  readonly found: readonly (readonly boolean[])[];
}

/** What the scores of a network stand for. */
export interface NetworkHeads {
  /** By the index of the score. */
  readonly diagnoses: readonly string[];
  /** By the index of the score. */
  readonly characteristics: readonly string[];
}

/**
 * Reads one fold.
 *
 * @throws {SyntaxError | TypeError} If a file is not what it should be.
 * @throws {RangeError} If scores do not fit the images or the heads, or are not numbers.
 */
export async function readNetworkFold(
  files: NetworkFoldFiles,
  heads: NetworkHeads,
): Promise<NetworkFold> {
  const images = await readIds(files.ids);
  const rows = (path: string, columns: number): Promise<Float32Array[]> =>
    readScores(path, { images, columns, ids: files.ids });
  const diagnoses = await rows(files.diagnoses, heads.diagnoses.length);
  const logits = await rows(files.logits, heads.characteristics.length);
  return {
    images,
    answers: diagnoses.map((scores) => heads.diagnoses[argmax(scores)]!),
    found: logits.map((scores) => Array.from(scores, isPresent)),
  };
}

async function readScores(
  path: string,
  { images, columns, ids }: {
    readonly images: readonly string[];
    readonly columns: number;
    readonly ids: string;
  },
): Promise<Float32Array[]> {
  const { shape, data } = await readNpy(path);
  if (!(data instanceof Float32Array)) {
    throw new TypeError(
      `Cannot use "${path}": its elements are no float32: supply what the stage "infer" writes`,
    );
  }
  if (
    shape.length !== 2 || shape[0] !== images.length || shape[1] !== columns
  ) {
    throw new RangeError(
      `Cannot use "${path}": its shape is [${
        shape.join(", ")
      }] and [${images.length}, ${columns}] is wanted, since "${ids}" names ${images.length} images and the study ${columns} scores: supply both files of one run of "infer"`,
    );
  }
  return images.map((image, i) => {
    const scores = data.subarray(i * columns, (i + 1) * columns);
    if (scores.some(Number.isNaN)) {
      throw new RangeError(
        `Cannot judge "${image}" by "${path}": a score is not a number: check the network on that image`,
      );
    }
    return scores;
  });
}
