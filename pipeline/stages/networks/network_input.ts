import { imageInput } from "../../../models/onnx/grad_cam/image_input.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import { quoted } from "../../../models/onnx/quoted.ts";

/** The order of a network's axes behind the batch: channels first, or last. */
export type ImageLayout = "NCHW" | "NHWC";

/** The input through which a network sees. */
export interface NetworkInput {
  /** The tensor's name. */
  readonly name: string;
  /** Its four extents, batch first; `undefined` where the model leaves them open. */
  readonly dims: readonly (number | undefined)[];
  /** The axes of height and width. */
  readonly layout: ImageLayout;
  /** Its channels; `undefined` where they are open. */
  readonly channels: number | undefined;
  /** Its rows and columns; `undefined` where they are open. */
  readonly extents: readonly [number | undefined, number | undefined];
}

/**
 * Finds a model's input for images. Its channels come first unless it has three of
 * them last and another number first, as in models that were converted from Keras.
 *
 * @throws {TypeError} If there is none, or the model wants more than an image.
 */
export function networkInput(model: Model): NetworkInput {
  const name = imageInput(model).input;
  const { inputs } = model.graph;
  const other = inputs.find((info) => info.name !== name);
  if (other !== undefined) {
    throw new TypeError(
      `Cannot feed the model: beside the image ${quoted(name)} it takes ${
        quoted(other.name)
      }: supply a model that takes an image only`,
    );
  }
  const info = inputs.find((input) => input.name === name)!;
  const dims = (info.dims ?? [undefined, undefined, undefined, undefined])
    .map((dim) => typeof dim === "number" && dim > 0 ? dim : undefined);
  return dims[3] === 3 && dims[1] !== 3
    ? { name, dims, layout: "NHWC", channels: 3, extents: [dims[1], dims[2]] }
    : {
      name,
      dims,
      layout: "NCHW",
      channels: dims[1],
      extents: [dims[2], dims[3]],
    };
}
