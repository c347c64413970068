import { quoted } from "../../../models/onnx/quoted.ts";
import type { Session, TensorLike } from "../../../models/runtime/session.ts";
import { axesInOrder } from "./axes_in_order.ts";
import type { NetworkFeed } from "./network_feed.ts";
import { openPictures } from "./stored_pictures.ts";

/** What {@link runBatches} is given. */
export interface BatchOptions {
  /** The path of `pixels.npy`: as bytes or as floats, by the network's `resize`. */
  readonly pixels: string;
  /** What the session's network takes. */
  readonly feed: NetworkFeed;
  /** Names of the outputs that are wanted. */
  readonly outputs: readonly string[];
  /** Pictures a run, unless the network takes another number only. */
  readonly batch: number;
  /** Only so many pictures, the first ones; all unless said. */
  readonly most?: number;
}

/** What came of some consecutive pictures. */
export interface BatchOutputs {
  /** The row of the first of them. */
  readonly start: number;
  /** How many they are, from 1 on. */
  readonly count: number;
  /** Those that are wanted, by name; the first extent of each is `count`. */
  readonly outputs: Readonly<Record<string, TensorLike>>;
}

/**
 * Runs a network over a shard of pictures, which it reads a batch at a time. Where
 * the network takes a fixed number, the last picture is repeated to fill the last
 * batch, and what comes of that is dropped. Of no pictures, nothing comes.
 *
 * @throws {TypeError} If the pixels are not such an array, or an output has not one
 * row a picture.
 * @throws {RangeError} If they have another size than the network takes.
 */
export async function* runBatches(
  session: Session,
  { pixels, feed, outputs: wanted, batch, most = Infinity }: BatchOptions,
): AsyncGenerator<BatchOutputs> {
  using pictures = await openPictures(pixels, feed);
  const end = Math.min(pictures.count, most);
  const size = feed.batch ?? batch;
  for (let start = 0; start < end; start += size) {
    const count = Math.min(size, end - start);
    const places = Array.from(
      { length: feed.batch ?? count },
      (_, i) => start + Math.min(i, count - 1),
    );
    const tensor = axesInOrder(pictures.read(places), feed.layout);
    const results = await session.run({ [feed.input]: tensor });
    const outputs = Object.fromEntries(
      wanted.map((name) => [
        name,
        firstRows(results[name], {
          name,
          count,
          of: places.length,
          network: feed.id,
        }),
      ]),
    );
    yield { start, count, outputs };
  }
}

function firstRows(
  result: TensorLike | undefined,
  { name, count, of, network }: {
    readonly name: string;
    readonly count: number;
    readonly of: number;
    readonly network: string;
  },
): TensorLike {
  if (result?.dims[0] !== of) {
    throw new TypeError(
      `${network} gives ${
        result === undefined
          ? `no output ${quoted(name)}`
          : `[${result.dims.join(", ")}] as output ${
            quoted(name)
          } of ${of} pictures`
      }: supply a network that gives one row a picture`,
    );
  }
  const { type, dims, data } = result;
  return {
    type,
    dims: [count, ...dims.slice(1)],
    data: data.subarray(0, data.length / of * count),
  } as TensorLike;
}
