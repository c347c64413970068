import type { Model } from "../../../models/onnx/graph.ts";
import { imageInput } from "../../../models/onnx/grad_cam/image_input.ts";
import { quoted } from "../../../models/onnx/quoted.ts";
import { EnvironmentError } from "../environment_error.ts";

/** The input through which a model sees. */
export interface ModelInput {
  /** The tensor's name. */
  readonly name: string;
  /** Its four extents, batch first; `undefined` where the model leaves them open. */
  readonly dims: readonly (number | undefined)[];
  /** The axes of height and width. */
  readonly layout: "NCHW" | "NHWC";
}

/**
 * Finds a model's input for images. Its channels come first unless it has three of
 * them last and another number first, as in models that were converted from Keras.
 *
 * @throws {EnvironmentError} If there is none, or the model wants more than an image.
 */
export function modelInput(model: Model): ModelInput {
  let name: string;
  try {
    name = imageInput(model).input;
  } catch (error) {
    throw new EnvironmentError((error as Error).message, { cause: error });
  }
  const { inputs } = model.graph;
  const other = inputs.find((info) => info.name !== name);
  if (other !== undefined) {
    throw new EnvironmentError(
      `Cannot feed the model: beside the image ${quoted(name)} it takes ${
        quoted(other.name)
      }: supply a model that takes an image only`,
    );
  }
  const info = inputs.find((input) => input.name === name)!;
  const dims = (info.dims ?? [undefined, undefined, undefined, undefined])
    .map((dim) => typeof dim === "number" && dim > 0 ? dim : undefined);
  const isLast = dims[3] === 3 && dims[1] !== 3;
  return { name, dims, layout: isLast ? "NHWC" : "NCHW" };
}
