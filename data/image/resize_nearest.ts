import { nearestPositions } from "./nearest_positions.ts";
import type { Raster } from "./raster.ts";

/**
 * Picks the nearest pixels as Pillow's `resize` with NEAREST does.
 */
export function resizeNearest(
  source: Raster,
  { width, height }: { readonly width: number; readonly height: number },
): Raster {
  const channels = source.data.length / (source.width * source.height);
  const columns = nearestPositions(source.width, {
    to: width,
    rule: "centre",
  });
  const rows = nearestPositions(source.height, {
    to: height,
    rule: "centre",
  });
  const data = new Uint8Array(width * height * channels);
  let out = 0;
  for (const row of rows) {
    for (const column of columns) {
      const at = (row * source.width + column) * channels;
      // A position that the sum carries past the end leaves black, as in Pillow.
      const isInside = row < source.height && column < source.width;
      for (let c = 0; c < channels; c++) {
        data[out++] = isInside ? source.data[at + c]! : 0;
      }
    }
  }
  return { width, height, data };
}
