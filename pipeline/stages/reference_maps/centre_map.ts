/** The standard deviation, as a share of the image's width across and its height down. */
const DEVIATION = 0.25;

/**
 * A Gaussian around the middle of an image, taken at the middle of each place of a grid
 * over it; in row-major order, at most 1.
 */
export function centreMap(
  { height, width }: { readonly height: number; readonly width: number },
): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: height * width }, (_, place) => {
    const x = (place % width + 0.5) / width - 0.5;
    const y = (Math.floor(place / width) + 0.5) / height - 0.5;
    return Math.exp(-(x * x + y * y) / (2 * DEVIATION ** 2));
  });
}
