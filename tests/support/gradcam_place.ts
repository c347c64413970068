import assert from "node:assert/strict";
import { join } from "node:path";
import { encodePng } from "../../data/image/encode_png.ts";
import { NORMALISATIONS } from "../../data/image/normalisation.ts";
import { readNpy } from "../../data/npy.ts";
import type { Model } from "../../models/onnx/graph.ts";
import { writeModel } from "../../models/onnx/write_model.ts";
import { noise } from "./noise.ts";
import { relativeError } from "./relative_error.ts";
import { mapsByHand, smallNet, type SmallNetOptions } from "./small_net.ts";
import { withFolder } from "./temporary_folder.ts";

/** Rows and columns of the pictures, which are those of the network's input. */
export const SIZE = [12, 16] as const;
/** Their names, in the order of the results. */
export const IMAGES = ["a.png", "b.png", "sub/c.PNG"];

/** What float32 may differ from float64 for sums of this length. */
const TOLERANCE = 2e-6;

/** A folder with a network and pictures. */
export interface Place {
  readonly folder: string;
  readonly model: string;
  readonly images: string;
  readonly out: string;
}

/** A picture of noise; each index has another. */
export function picture(index: number): ReturnType<typeof noise> {
  const [height, width] = SIZE;
  const image = noise({ width, height, channels: 3 });
  return { ...image, data: image.data.map((byte, i) => byte + i * index) };
}

/** Does something with a network and pictures, which are deleted afterwards. */
export async function place(
  use: (place: Place) => Promise<void>,
  model: Model = smallNet({ size: SIZE }),
): Promise<void> {
  await withFolder(async (folder) => {
    const paths: Place = {
      folder,
      model: join(folder, "net.onnx"),
      images: join(folder, "images"),
      out: join(folder, "out"),
    };
    await Deno.writeFile(paths.model, writeModel(model));
    await Deno.mkdir(join(paths.images, "sub"), { recursive: true });
    for (const [i, id] of IMAGES.entries()) {
      await Deno.writeFile(join(paths.images, id), encodePng(picture(i)));
    }
    await use(paths);
  });
}

/** What a picture is to the network, in float64. */
export function prepared(index: number): number[] {
  const { data } = picture(index);
  return NORMALISATIONS.imagenet.channels.flatMap(({ source, value }) =>
    Array.from(
      { length: data.length / 3 },
      (_, i) => value(data[3 * i + source]!),
    )
  );
}

/** Scores and maps of some of the pictures, one after the other. */
export function byHand(
  pictures: readonly number[],
  options: SmallNetOptions = {},
): { logits: number[]; maps: number[] } {
  const found = pictures.map((i) =>
    mapsByHand(prepared(i), { ...options, size: SIZE })
  );
  return {
    logits: found.flatMap(({ logits }) => logits),
    maps: found.flatMap(({ maps }) => maps),
  };
}

/** Checks the arrays that a run has written. */
export async function assertResults(
  out: string,
  expected: { logits: readonly number[]; maps: readonly number[] },
): Promise<void> {
  const logits = await readNpy(join(out, "logits.npy"));
  const cam = await readNpy(join(out, "cam.npy"));
  assert.ok(relativeError(logits.data, expected.logits) < TOLERANCE);
  assert.ok(relativeError(cam.data, expected.maps) < TOLERANCE);
}

/** The options that explain the pictures in WebAssembly. */
export const asImages = ({ model, images, out }: Place): string[] => [
  ...["--model", model, "--images", images, "--preprocess", "imagenet"],
  ...["--device", "wasm", "--out", out],
];
