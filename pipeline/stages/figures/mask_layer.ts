import type { Mask } from "../../../data/dermx/mask.ts";
import { resizePillow } from "../../../data/image/resize_pillow.ts";
import { maskRaster } from "./mask_raster.ts";

/** A mask as it is painted: how much of each pixel it covers, and its edge. */
export interface MaskLayer {
  /** 0 to 255 for each pixel. */
  readonly area: Uint8Array;
  /** 0 to 255 for each pixel: a line along the inside of the edge. */
  readonly line: Uint8Array;
}

/** Points along each side of a pixel, so that edges are not jagged. */
const FINE = 2;

/**
 * Brings a mask to a picture's size.
 *
 * @param options.line The width of the line in pixels.
 */
export function maskLayer(
  mask: Mask,
  { width, height, line }: {
    readonly width: number;
    readonly height: number;
    readonly line: number;
  },
): MaskLayer {
  const fine = { width: FINE * width, height: FINE * height };
  const { data } = resizePillow(maskRaster(mask), {
    ...fine,
    filter: "bilinear",
  });
  const inside = data.map((share) => share > 127 ? 1 : 0);
  const edge = edgeOf(inside, { ...fine, reach: FINE * line });
  const average = (points: Uint8Array): Uint8Array =>
    averaged(points, { width, height });
  return { area: average(inside), line: average(edge) };
}

/** The points inside that have one outside within reach. */
function edgeOf(
  inside: Uint8Array,
  { width, height, reach }: { width: number; height: number; reach: number },
): Uint8Array {
  const edge = new Uint8Array(inside.length);
  const near = offsetsWithin(reach);
  for (let at = 0; at < inside.length; at++) {
    const x = at % width;
    const bordersInside = inside[at] === 0 &&
      (x > 0 && inside[at - 1] === 1 ||
        x < width - 1 && inside[at + 1] === 1 ||
        inside[at - width] === 1 || inside[at + width] === 1);
    if (!bordersInside) continue;
    const y = (at - x) / width;
    for (const [dx, dy] of near) {
      const isThere = x + dx >= 0 && x + dx < width &&
        y + dy >= 0 && y + dy < height;
      const point = at + dy * width + dx;
      if (isThere) edge[point] = inside[point]!;
    }
  }
  return edge;
}

function offsetsWithin(reach: number): [dx: number, dy: number][] {
  const far = Math.floor(reach);
  const offsets: [number, number][] = [];
  for (let dy = -far; dy <= far; dy++) {
    for (let dx = -far; dx <= far; dx++) {
      const square = dx * dx + dy * dy;
      if (square > 0 && square <= reach * reach) offsets.push([dx, dy]);
    }
  }
  return offsets;
}

/** What share of each pixel's points is set. */
function averaged(
  points: Uint8Array,
  { width, height }: { width: number; height: number },
): Uint8Array {
  const shares = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let set = 0;
      for (let row = FINE * y; row < FINE * (y + 1); row++) {
        for (let i = 0; i < FINE; i++) {
          set += points[FINE * (row * width + x) + i]!;
        }
      }
      shares[y * width + x] = Math.round(255 * set / FINE ** 2);
    }
  }
  return shares;
}
