import type { Tensor } from "../../../models/onnx/tensor.ts";

type Float32 = Extract<Tensor, { type: "float32" }>;

/** The geometry of a convolution of pictures. */
export interface ConvGeometry {
  readonly groups: number;
  readonly stride: number;
  readonly pad: number;
  readonly dilation: number;
}

/** Convolution as ONNX defines it, by its definition, in float64. */
export function convReference(
  [x, weights, bias]: readonly [Float32, Float32, Float32],
  { groups, stride, pad, dilation }: ConvGeometry,
): Float32 {
  const [batch, channels, height, width] = x.dims as [
    number,
    number,
    number,
    number,
  ];
  const [filters, depth, kh, kw] = weights.dims as [
    number,
    number,
    number,
    number,
  ];
  const extent = (size: number, kernel: number): number =>
    Math.floor((size + 2 * pad - dilation * (kernel - 1) - 1) / stride) + 1;
  const [h, w] = [extent(height, kh), extent(width, kw)];
  const out: number[] = [];
  for (let n = 0; n < batch; n++) {
    for (let m = 0; m < filters; m++) {
      const first = Math.floor(m / (filters / groups)) * depth;
      for (let i = 0; i < h; i++) {
        for (let j = 0; j < w; j++) {
          let sum = bias.data[m]!;
          for (let c = 0; c < depth; c++) {
            for (let u = 0; u < kh; u++) {
              for (let v = 0; v < kw; v++) {
                const y = i * stride - pad + u * dilation;
                const z = j * stride - pad + v * dilation;
                if (y < 0 || z < 0 || y >= height || z >= width) continue;
                const at = ((n * channels + first + c) * height + y) * width +
                  z;
                sum += x.data[at]! *
                  weights.data[((m * depth + c) * kh + u) * kw + v]!;
              }
            }
          }
          out.push(sum);
        }
      }
    }
  }
  return {
    type: "float32",
    dims: [batch, filters, h, w],
    data: Float32Array.from(out),
  };
}
