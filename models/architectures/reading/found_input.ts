import { imageInput } from "../../onnx/grad_cam/image_input.ts";
import type { Model } from "../../onnx/graph.ts";
import { quoted } from "../../onnx/quoted.ts";

/** An input for images, as a file declares it. */
export interface FoundInput {
  /** Its name. */
  readonly name: string;
  /** The order of its axes. */
  readonly layout: "NCHW" | "NHWC";
  /** Images at a time: a number, or `undefined` if it is open. */
  readonly batch: number | undefined;
  /** Rows and columns, `undefined` where they are open. */
  readonly size: readonly [number | undefined, number | undefined];
}

/**
 * Finds the image input and the order of its axes: three channels, first or last.
 *
 * @throws {TypeError} If the model takes no picture.
 */
export function inputOf(model: Model): FoundInput {
  const { input: name } = imageInput(model);
  const info = model.graph.inputs.find((found) => found.name === name)!;
  const [batch, ...dims] = (info.dims ?? [undefined, 3, undefined, undefined])
    .map((dim) => typeof dim === "number" && dim > 0 ? dim : undefined);
  const isLast = dims[2] === 3 && dims[0] !== 3;
  const channels = isLast ? dims[2] : dims[0];
  if (channels !== undefined && channels !== 3) {
    throw new TypeError(
      `Cannot compare a model whose input ${
        quoted(name)
      } has ${channels} channels: a picture has three: supply a model for pictures`,
    );
  }
  return {
    name,
    layout: isLast ? "NHWC" : "NCHW",
    batch,
    size: isLast ? [dims[0], dims[1]] : [dims[1], dims[2]],
  };
}
