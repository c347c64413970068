import type { FloatBatch } from "../../../data/image/resize_torch.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { toTensor } from "../../../data/image/to_tensor.ts";
import { NpyRowReader } from "../../../data/npy_row_reader.ts";
import type { NetworkFeed } from "./network_feed.ts";

/** Colours of a pixel. */
const CHANNELS = 3;

/** The pictures of a shard, as the stage `preprocess` stored them for a network. */
export interface StoredPictures extends Disposable {
  /** How many there are. */
  readonly count: number;

  /**
   * Reads some, normalised, in the order that is asked for.
   *
   * @param places Rows of the file; at least one.
   */
  read(places: readonly number[]): FloatBatch;
}

/**
 * Opens the pictures of a shard: uint8, N×H×W×3, which are normalised as they are read,
 * or float32, N×3×H×W, which were normalised before they were resized.
 *
 * @throws {TypeError} If the file has no pictures, or none of the network's kind.
 * @throws {RangeError} If they have another size than the network takes.
 */
export async function openPictures(
  path: string,
  feed: NetworkFeed,
): Promise<StoredPictures> {
  return feed.resize === "torch"
    ? await openFloats(path, feed)
    : await openBytes(path, feed);
}

async function openBytes(
  path: string,
  feed: NetworkFeed,
): Promise<StoredPictures> {
  const rows = await NpyRowReader.open(path, "|u1");
  const [height, width] = feed.size;
  return opened(rows, {
    path,
    feed,
    channels: "last",
    read: (places) => {
      const images = places.map((place): RgbImage => ({
        width,
        height,
        data: rows.row(place),
      }));
      return toTensor(images, feed.preprocess);
    },
  });
}

async function openFloats(
  path: string,
  feed: NetworkFeed,
): Promise<StoredPictures> {
  const rows = await NpyRowReader.open(path, "<f4");
  const values = CHANNELS * feed.size[0] * feed.size[1];
  return opened(rows, {
    path,
    feed,
    channels: "first",
    read: (places) => {
      const data = new Float32Array(places.length * values);
      places.forEach((place, i) => data.set(rows.row(place), i * values));
      return { dims: [places.length, CHANNELS, ...feed.size], data };
    },
  });
}

/** Closes the file unless its pictures are the network's. */
function opened(
  rows: Disposable & {
    readonly rows: number;
    readonly shape: readonly number[];
  },
  { path, feed, channels, read }: {
    readonly path: string;
    readonly feed: NetworkFeed;
    readonly channels: "first" | "last";
    readonly read: StoredPictures["read"];
  },
): StoredPictures {
  try {
    checkShape(rows.shape, { path, feed, channels });
  } catch (error) {
    rows[Symbol.dispose]();
    throw error;
  }
  return {
    count: rows.rows,
    read,
    [Symbol.dispose]: () => rows[Symbol.dispose](),
  };
}

function checkShape(
  [, ...row]: readonly number[],
  { path, feed, channels }: {
    readonly path: string;
    readonly feed: NetworkFeed;
    readonly channels: "first" | "last";
  },
): void {
  const [first, ...others] = row;
  const [height, width, colours] = channels === "last"
    ? row
    : [...others, first];
  if (row.length !== 3 || colours !== CHANNELS) {
    throw new TypeError(
      `Cannot use "${path}": it holds no pictures but rows of [${
        row.join(", ")
      }]: supply what the stage "preprocess" writes`,
    );
  }
  if (height !== feed.size[0] || width !== feed.size[1]) {
    throw new RangeError(
      `${feed.id} takes ${
        feed.size.join(" x ")
      } pixels where its architecture's pictures are ${height} x ${width}: give all runs of an architecture the same input`,
    );
  }
}
