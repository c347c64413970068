import type { Mask } from "../../../data/dermx/mask.ts";
import { resizePillow } from "../../../data/image/resize_pillow.ts";
import type { Plane } from "../../../models/maps/plane.ts";
import { maskRaster } from "./mask_raster.ts";

/**
 * The fuzzy Dice of a map and a mask, at the map's size: twice the sum of the lesser
 * over the sum of both (dataset paper, Appendix Table 3). Enough to rank images by;
 * scores are made at the masks' size.
 *
 * @param map Values from 0 to 1.
 * @returns 0 to 1; 0 if both are empty.
 */
export function mapOverlap(map: Plane, mask: Mask): number {
  const { width, height } = map;
  const shares = resizePillow(maskRaster(mask), {
    width,
    height,
    filter: "box",
  });
  let lesser = 0;
  let both = 0;
  shares.data.forEach((byte, i) => {
    const share = byte / 255;
    const value = map.data[i]!;
    lesser += Math.min(share, value);
    both += share + value;
  });
  return both === 0 ? 0 : 2 * lesser / both;
}
