import { join } from "node:path";
import { NORMALISATIONS } from "../../data/image/normalisation.ts";
import { writeNpy } from "../../data/npy.ts";
import { writeJson } from "../../data/write_json.ts";
import type { Model } from "../../models/onnx/graph.ts";
import { writeModel } from "../../models/onnx/write_model.ts";
import { wasmFacts } from "../../models/runtime/facts_of.ts";
import {
  inferStage,
  type InferStageOptions,
} from "../../pipeline/stages/infer.ts";
import { run as runFoldedInfer } from "../../pipeline/stages/folded_infer_run.ts";
import { run as runInfer } from "../../pipeline/stages/infer_run.ts";
import type { Sidecar } from "../../pipeline/stages/networks/sidecar.ts";
import { sessionAssets } from "../../pipeline/stages/networks/session_assets.ts";
import { rewrite, type RewriteParams } from "../../pipeline/stages/rewrite.ts";
import { run as runRewrite } from "../../pipeline/stages/rewrite_run.ts";
import { noise } from "./noise.ts";
import { outputsOf } from "./outputs.ts";
import { fromFileUrl } from "./paths.ts";
import { type ByHand, mapsByHand } from "./small_net.ts";
import { stageIO } from "./stage_io.ts";
import { someFloats } from "./tensors.ts";

/** Rows and columns of the pictures. */
export const PIXELS = [9, 12] as const;

/** Weights of six classes for `smallNet`: four channels and a bias each. */
export const SIX: readonly (readonly number[])[] = Array.from(
  { length: 6 },
  (_, k) => Array.from(someFloats([5], 20 + k).data),
);

/** Their names. */
export const LABELS: readonly string[] = ["Acne", "B", "C", "D", "E", "F"];

/** What a study says of the network of these tests. */
export const REWRITE: RewriteParams = {
  id: "resnet50-3",
  device: "wasm",
  labels: LABELS,
  diagnoses: null,
  layer: null,
};

/** Files by port. */
export type Files = Readonly<Record<string, string>>;

/** Puts a model through the stage `rewrite`; gives its output files. */
export async function rewritten(
  folder: string,
  { model, sidecar, params = {} }: {
    readonly model: Model;
    readonly sidecar?: Sidecar;
    readonly params?: Partial<RewriteParams>;
  },
): Promise<Files> {
  await Deno.mkdir(folder, { recursive: true });
  const file = join(folder, "model.onnx");
  await Deno.writeFile(file, writeModel(model));
  if (sidecar) await writeJson(`${file}.json`, sidecar);
  const io = stageIO(folder, {
    params: { ...REWRITE, ...params },
    inputs: { model: file, ...(sidecar && { card: `${file}.json` }) },
    outputs: outputsOf(rewrite),
  });
  await runRewrite(io);
  return outputFiles(io, Object.keys(rewrite.outputs));
}

/** Pictures of noise: each has another. */
export function picturePixels(
  index: number,
  [height, width]: readonly [number, number] = PIXELS,
): Uint8Array<ArrayBuffer> {
  const { data } = noise({ width, height, channels: 3 });
  return data.map((byte, i) => byte + i * (index + 1));
}

/** Writes a shard's `pixels` and `ids`. */
export async function shardFiles(
  folder: string,
  { images, size = PIXELS }: {
    readonly images: readonly string[];
    readonly size?: readonly [number, number];
  },
): Promise<Files> {
  const [height, width] = size;
  const row = 3 * height * width;
  const data = new Uint8Array(images.length * row);
  images.forEach((_, i) => data.set(picturePixels(i, size), i * row));
  const files = {
    pixels: join(folder, "pixels.npy"),
    ids: join(folder, "ids.json"),
  };
  await Deno.mkdir(folder, { recursive: true });
  await writeNpy(files.pixels, {
    shape: [images.length, height, width, 3],
    data,
  });
  await writeJson(files.ids, images);
  return files;
}

/** Runs the stage `infer` on WebAssembly; gives its output files. */
export async function inferred(
  folder: string,
  { batch = 2, ...options }: InferStageOptions & {
    readonly inputs: Files;
    readonly batch?: number;
  },
): Promise<Files> {
  const { inputs } = options;
  const stage = inferStage("wasm", options);
  const io = stageIO(folder, {
    params: { batch, facts: wasmFacts() },
    inputs: { ...inputs, ...assetPaths(sessionAssets("wasm")) },
    outputs: outputsOf(stage),
  });
  await (options.folded ? runFoldedInfer(io) : runInfer(io));
  return outputFiles(io, Object.keys(stage.outputs));
}

/** Declared assets as inputs of a stage that runs in process. */
export function assetPaths(assets: Readonly<Record<string, URL>>): Files {
  return Object.fromEntries(
    Object.entries(assets).map(([name, url]) => [name, fromFileUrl(url)]),
  );
}

/** Scores and maps of the network of {@link SIX} for a picture, in float64. */
export function expectedOf(index: number): ByHand {
  const pixels = picturePixels(index);
  const image = NORMALISATIONS.imagenet.channels.flatMap(({ source, value }) =>
    Array.from(
      { length: pixels.length / 3 },
      (_, i) => value(pixels[3 * i + source]!),
    )
  );
  return mapsByHand(image, { head: SIX, size: PIXELS });
}

function outputFiles(
  io: { output(port: string): string },
  ports: readonly string[],
): Files {
  return Object.fromEntries(ports.map((port) => [port, io.output(port)]));
}
