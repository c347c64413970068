import type { Raster } from "./raster.ts";

/**
 * Picks the nearest pixels as Pillow's `resize` with NEAREST does: source
 * positions are summed up step by step, and so pick other pixels than a product
 * would where a position falls on a border between two.
 */
export function resizeNearest(
  source: Raster,
  { width, height }: { readonly width: number; readonly height: number },
): Raster {
  const channels = source.data.length / (source.width * source.height);
  const columns = positions(source.width, width);
  const rows = positions(source.height, height);
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

function positions(from: number, to: number): Int32Array {
  const step = from / to;
  let position = step * 0.5;
  return Int32Array.from({ length: to }, () => {
    const at = Math.trunc(position);
    position += step;
    return at;
  });
}
