import type { Mask } from "../../../data/dermx/mask.ts";
import type { Raster } from "../../../data/image/raster.ts";

/** A mask as a picture of one channel: 255 where it is, 0 elsewhere. */
export function maskRaster({ width, height, runs }: Mask): Raster {
  const data = new Uint8Array(width * height);
  for (let i = 0; i < runs.length; i += 2) {
    data.fill(255, runs[i], runs[i + 1]);
  }
  return { width, height, data };
}
