import type { FloatBatch } from "../../../data/image/resize_torch.ts";
import type { ImageLayout } from "./network_input.ts";

/** Pictures as a network takes them. */
export interface NetworkTensor {
  /** Always float32. */
  readonly type: "float32";
  /** Pictures, then channels, rows and columns in the network's order. */
  readonly dims: readonly number[];
  /** The values in row-major order. */
  readonly data: Float32Array<ArrayBuffer>;
}

/** Puts the axes of pictures whose channels come first into a network's order. */
export function axesInOrder(
  { dims, data }: FloatBatch,
  layout: ImageLayout,
): NetworkTensor {
  if (layout === "NCHW") return { type: "float32", dims, data };
  const [pictures, channels, height, width] = dims;
  const pixels = height * width;
  const values = new Float32Array(data.length);
  let out = 0;
  for (let picture = 0; picture < pictures; picture++) {
    const start = picture * channels * pixels;
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let c = 0; c < channels; c++) {
        values[out++] = data[start + c * pixels + pixel]!;
      }
    }
  }
  return {
    type: "float32",
    dims: [pictures, height, width, channels],
    data: values,
  };
}
