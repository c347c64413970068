import type { Model, ValueInfo } from "../graph.ts";
import { quoted } from "../quoted.ts";
import { extents } from "./extents.ts";

/** A model and the name of the input that takes images. */
export interface ImageInput {
  /** The model, with the input's size fixed if it was given. */
  readonly model: Model;
  /** The input's name. */
  readonly input: string;
}

/**
 * Finds the input that takes images, and fixes its size where the model leaves it
 * open. The batch stays open if it is.
 *
 * @param shape The input's extents, batch included, if they are to be fixed.
 * @throws {TypeError} If not exactly one input is float32 of rank 4.
 * @throws {RangeError} If the shape does not fit the input.
 */
export function imageInput(
  model: Model,
  shape?: readonly number[],
): ImageInput {
  const { inputs } = model.graph;
  const images = inputs.filter(({ type, dims }) =>
    type === "float32" && (dims?.length ?? 4) === 4
  );
  const [image] = images;
  if (image === undefined || images.length > 1) {
    throw new TypeError(
      `Cannot explain a model with the inputs ${
        inputs.map(({ name, type, dims }) =>
          `${quoted(name)} (${type} ${extents(dims)})`
        ).join(", ")
      }: Grad-CAM needs exactly one of float32 and rank 4, for images: supply such a model`,
    );
  }
  if (shape === undefined) return { model, input: image.name };
  const sized = withShape(image, shape);
  const graph = {
    ...model.graph,
    inputs: inputs.map((info) => info === image ? sized : info),
  };
  return { model: { ...model, graph }, input: image.name };
}

function withShape(image: ValueInfo, shape: readonly number[]): ValueInfo {
  const dims = image.dims ?? shape.map(() => undefined);
  const fits = shape.length === dims.length &&
    shape.every((size, axis) =>
      Number.isSafeInteger(size) && size > 0 &&
      (typeof dims[axis] !== "number" || dims[axis] === size)
    );
  if (!fits) {
    throw new RangeError(
      `Cannot give the input ${quoted(image.name)} the shape ${
        extents(shape)
      }: it is ${
        extents(image.dims)
      }: keep its fixed sizes and give whole numbers above 0 for the others`,
    );
  }
  return {
    ...image,
    dims: shape.map((size, axis) => axis === 0 ? dims[0] : size),
  };
}
