import type { Model } from "../../onnx/graph.ts";
import { Layers } from "../layers.ts";
import type { SampleArchitecture } from "./architectures.ts";
import { colourBank } from "./colour_bank.ts";
import type { Channels } from "./filters.ts";
import { textureBank } from "./texture_bank.ts";

/** Rows and columns of the pictures that the sample networks take. */
export const SAMPLE_SIZE: readonly [number, number] = [150, 200];

const BANKS: Readonly<
  Record<SampleArchitecture, (layers: Layers, image: string) => Channels>
> = { colour_bank: colourBank, texture_bank: textureBank };

/**
 * A sample network up to its features, from no data at all: the bank's maps (`maps`,
 * N×C×h×w) and the mean of each over all places (`features`, N×C, its only output). A
 * linear head behind them has Grad-CAM maps in closed form.
 *
 * It takes RGB from 0 to 255 as the input `image`, N×3×H×W.
 *
 * @param options `size` is the rows and columns of pictures, multiples of 10;
 * {@link SAMPLE_SIZE} unless said.
 */
export function sampleTrunk(
  architecture: SampleArchitecture,
  options: { readonly size?: readonly [number, number] } = {},
): Model {
  const { size = SAMPLE_SIZE } = options;
  const layers = new Layers(architecture);
  const image = layers.input({
    name: "image",
    type: "float32",
    dims: ["n", 3, ...size],
  });
  const maps = BANKS[architecture](layers, image);
  const features = layers.flatten(
    layers.globalAverage(maps.tensor),
    "features",
  );
  layers.output({ name: features, type: "float32", dims: ["n", maps.count] });
  return {
    graph: layers.build(),
    irVersion: 8,
    opsets: new Map([["", 13]]),
    producer: "dermx",
    metadata: new Map(),
  };
}
