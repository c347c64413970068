import { join } from "node:path";
import { readCsv } from "../../data/csv.ts";
import { TABLE_COLUMNS } from "../../data/dermx/tables.ts";
import { encodePng } from "../../data/image/encode_png.ts";
import { writeJson } from "../../data/write_json.ts";
import { GraphBuilder } from "../../models/onnx/model_builder.ts";
import { writeModel } from "../../models/onnx/write_model.ts";
import { PUBLISHED_BENCHMARK } from "../../pipeline/stages/benchmark_published.ts";
import { modelOf } from "./onnx_models.ts";
import { noise } from "./noise.ts";
import { floats, ints, someFloats } from "./tensors.ts";

/** Rows and columns of the pictures, which are those of the networks' input. */
export const PICTURE_SIZE = [30, 40] as const;

/** Files that the program takes for pictures may end so; the bytes say what they are. */
const ENDINGS = [".jpeg", ".jpg", ".png", ".JPG"];

/** Channels of the layer that is explained, and the steps between its places. */
const CHANNELS = 4;
const STRIDE = 3;

/** What of a network of these tests may be chosen. */
export interface TinyNetwork {
  /** Another number gives other weights. */
  readonly seed: number;
  /** Scores; six unless said. */
  readonly classes?: number;
  /** Each place of the layer has its own weights, as in the paper's ResNet-50. */
  readonly flattened?: boolean;
}

/** A network of one convolution, with a head on all places or on their mean. */
export function tinyNetwork(
  { seed, classes = 6, flattened = false }: TinyNetwork,
): Uint8Array {
  const [height, width] = PICTURE_SIZE;
  const places = Math.ceil(height / STRIDE) * Math.ceil(width / STRIDE);
  const features = CHANNELS * (flattened ? places : 1);
  const builder = new GraphBuilder("tiny");
  const image = builder.input({
    name: "image",
    type: "float32",
    dims: ["n", 3, height, width],
  });
  const kernel = builder.constant(someFloats([CHANNELS, 3, 3, 3], seed));
  const [convolved] = builder.op("Conv", [image, kernel], {
    attributes: {
      pads: [1n, 1n, 1n, 1n],
      strides: [BigInt(STRIDE), BigInt(STRIDE)],
    },
  });
  const [layer] = builder.op("Relu", [convolved!]);
  const [flat] = flattened
    ? builder.op("Flatten", [layer!], { attributes: { axis: 1n } })
    : builder.op("Reshape", [
      builder.op("GlobalAveragePool", [layer!])[0]!,
      builder.constant(ints(0, CHANNELS)),
    ]);
  builder.op("Gemm", [
    flat!,
    builder.constant(someFloats([features, classes], seed + 100)),
    builder.constant(floats([classes], Array(classes).fill(0))),
  ], { outputs: ["scores"] });
  builder.output({ name: "scores", type: "float32", dims: ["n", classes] });
  return writeModel(modelOf(builder.build()));
}

/** Writes a network, and beside it how pictures become its input. */
export async function writeNetwork(
  path: string,
  network: TinyNetwork,
): Promise<void> {
  await Deno.writeFile(path, tinyNetwork(network));
  await writeJson(`${path}.json`, {
    preprocess: network.flattened ? "caffe" : "keras-efficientnet-tf2.3",
  });
}

/** Writes ten networks under the names that the program looks for. */
export async function writeNetworks(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const { architectures } = PUBLISHED_BENCHMARK;
  for (const [i, { id, networks }] of architectures.entries()) {
    for (const [run, network] of networks.entries()) {
      await writeNetwork(join(folder, `${network}.onnx`), {
        seed: 1 + 10 * i + run,
        flattened: id === "resnet50",
      });
    }
  }
}

/**
 * Writes a picture of noise for each image, under its name and with any ending.
 *
 * @param options.images What the stage `ingest` says of the images.
 * @returns The paths of the files.
 */
export async function writePictures(
  folder: string,
  { images }: { readonly images: string },
): Promise<string[]> {
  await Deno.mkdir(folder, { recursive: true });
  const [height, width] = PICTURE_SIZE;
  const { data } = noise({ width, height, channels: 3 });
  const rows = await readCsv(images, { columns: TABLE_COLUMNS.images });
  return rows.map(({ file }, i) => {
    const stem = file.slice(0, file.lastIndexOf("."));
    const path = join(folder, `${stem}${ENDINGS[i % ENDINGS.length]}`);
    // Each has another gradient, so that networks tell them apart.
    const shifted = data.map((byte, at) => byte / 2 + (at * i) % 128);
    Deno.writeFileSync(path, encodePng({ width, height, data: shifted }));
    return path;
  });
}
