import type { Model } from "../../models/onnx/graph.ts";
import { GraphBuilder } from "../../models/onnx/model_builder.ts";
import { modelOf } from "./onnx_models.ts";
import { floats, ints, someFloats } from "./tensors.ts";

/** What {@link smallNet} may be told. */
export interface SmallNetOptions {
  /** Images at a time; any number unless said. */
  readonly batch?: number;
  /** Rows and columns; any unless said. */
  readonly size?: readonly [number, number];
  /** Whether it takes channels last, as models from Keras do. */
  readonly channelsLast?: boolean;
  /** A row a class: 4 weights and a bias. */
  readonly head?: readonly (readonly number[])[];
  /** Whether it fails on more than one image, though it says that it takes any number. */
  readonly rigid?: boolean;
  /** Whether ReLU comes last, so that no closed form is there; scores are above 0. */
  readonly bent?: boolean;
  /** The convolution's weights, 4×3×3×3. */
  readonly kernel?: readonly number[];
}

/** Channels of the layer that is explained. */
const CHANNELS = 4;

/** Its bias. */
const SHIFT = [0.1, -0.2, 0.3, 0.05];

const HEAD = [
  [1, -0.5, 0.25, 0.5, 0.1],
  [-0.25, 1, 0.75, -1, -0.2],
  [0.5, 0.5, -1, 1, 0.3],
];

const KERNEL = Array.from(
  someFloats([CHANNELS, 3, 3, 3], 5).data,
  (x) => x / 5,
);

/**
 * A classifier: a convolution of 3×3 with its edges padded by zeros, ReLU (the tensor
 * `features`), the mean over all places, a matrix. Its maps can be told by hand: see
 * {@link mapsByHand}.
 */
export function smallNet(options: SmallNetOptions = {}): Model {
  const { batch = "n", size = ["h", "w"], head = HEAD, kernel = KERNEL } =
    options;
  const builder = new GraphBuilder("small");
  const [image] = options.channelsLast
    ? builder.op("Transpose", [
      builder.input({
        name: "image",
        type: "float32",
        dims: [batch, ...size, 3],
      }),
    ], { attributes: { perm: [0n, 3n, 1n, 2n] } })
    : [builder.input({
      name: "image",
      type: "float32",
      dims: [batch, 3, ...size],
    })];
  const weights = builder.constant(floats([CHANNELS, 3, 3, 3], kernel));
  const shift = builder.constant(floats([CHANNELS], SHIFT));
  builder.op("Conv", [image!, weights, shift], {
    attributes: { pads: [1n, 1n, 1n, 1n] },
    outputs: ["conv"],
  });
  builder.op("Relu", ["conv"], { outputs: ["features"], name: "relu" });
  const [pooled] = builder.op("GlobalAveragePool", ["features"]);
  const [flat] = builder.op("Reshape", [
    pooled!,
    builder.constant(ints(options.rigid ? 1 : 0, CHANNELS)),
  ]);
  const matrix = floats(
    [head.length, CHANNELS],
    head.flatMap((row) => row.slice(0, CHANNELS)),
  );
  const bias = floats([head.length], head.map((row) => row[CHANNELS]!));
  builder.op("Gemm", [
    flat!,
    builder.constant(matrix),
    builder.constant(bias),
  ], {
    attributes: { transB: 1n },
    outputs: [options.bent ? "straight" : "scores"],
  });
  if (options.bent) builder.op("Relu", ["straight"], { outputs: ["scores"] });
  builder.output({
    name: "scores",
    type: "float32",
    dims: [batch, head.length],
  });
  return modelOf(builder.build());
}

/** Scores and maps of one image. */
export interface ByHand {
  readonly logits: number[];
  /** One class after the other, rows from the top. */
  readonly maps: number[];
}

/**
 * What {@link smallNet} yields for an image, in float64. As ∂score_k/∂A_c is w_kc / P
 * at each of the P places, the map of class k is Σ_c w_kc A_c / P.
 *
 * @param image Three channels, rows from the top.
 */
export function mapsByHand(
  image: ArrayLike<number>,
  { size: [height, width], head = HEAD, kernel = KERNEL }:
    & SmallNetOptions
    & { readonly size: readonly [number, number] },
): ByHand {
  const places = height * width;
  const at = (channel: number, y: number, x: number): number =>
    y < 0 || x < 0 || y >= height || x >= width
      ? 0
      : image[channel * places + y * width + x]!;
  const features = SHIFT.map((shift, c) =>
    Array.from({ length: places }, (_, place) => {
      const [y, x] = [Math.floor(place / width), place % width];
      let sum = shift;
      for (let i = 0; i < 27; i++) {
        const [dy, dx] = [Math.floor(i / 3) % 3 - 1, i % 3 - 1];
        sum += kernel[27 * c + i]! * at(Math.floor(i / 9), y + dy, x + dx);
      }
      return Math.max(0, sum);
    })
  );
  const sumOf = (row: readonly number[], place: number): number =>
    features.reduce((sum, map, c) => sum + row[c]! * map[place]!, 0);
  const maps = head.map((row) =>
    features[0]!.map((_, place) => sumOf(row, place) / places)
  );
  return {
    // The mean of a class's map times the places is its score without the bias.
    logits: maps.map((map, k) =>
      map.reduce((sum, value) => sum + value, head[k]![CHANNELS]!)
    ),
    maps: maps.flat(),
  };
}
