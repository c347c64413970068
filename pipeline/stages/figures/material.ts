import type { StageIO } from "../../engine/stage.ts";
import { readImages } from "../evaluations/read_images.ts";
import type { FiguresParams } from "../figures.ts";
import { readMaskIndex } from "../masks/mask_index.ts";
import type { RunFile } from "../masks/run_file.ts";
import type { NetworkOutputs } from "./network_outputs.ts";
import { Outlines } from "./outlines.ts";

/** What is read once and asked by every figure. */
export interface Material {
  /** Those of images with a photograph and a diagnosis that the networks know. */
  readonly outlines: Outlines;
  /** The gold standard of each image. */
  readonly diagnoses: ReadonlyMap<string, string>;
  /** In the order of the architectures. */
  readonly networks: readonly NetworkOutputs[];
  /** Whether an image was held back from the fitting of every network. */
  isTested(image: string): boolean;
}

/** Reads what figures are drawn from, but for the photographs. */
export async function gather(
  io: StageIO<FiguresParams>,
  { networks, runs }: {
    readonly networks: readonly NetworkOutputs[];
    readonly runs: RunFile;
  },
): Promise<Material> {
  const { architectures, classes } = io.params;
  const images = await readImages(io.input("images"));
  const diagnoses = new Map(
    [...images].map(([image, { diagnosis }]) => [image, diagnosis]),
  );
  const masks = await readMaskIndex(io.input("masks"));
  // An image that networks have seen has a photograph.
  const shown = masks.filter(({ image }) =>
    Object.hasOwn(classes, diagnoses.get(image) ?? "") &&
    networks.every((network) => network.has(image))
  );
  const tests: ReadonlySet<string>[] = [];
  for (const { id } of architectures) {
    const path = io.optionalInput(`split.${id}`);
    if (path === undefined) continue;
    const { test } = JSON.parse(await Deno.readTextFile(path)) as {
      readonly test: readonly string[];
    };
    tests.push(new Set(test));
  }
  return {
    outlines: new Outlines(shown, runs),
    diagnoses,
    networks,
    isTested: (image) => tests.every((test) => test.has(image)),
  };
}
