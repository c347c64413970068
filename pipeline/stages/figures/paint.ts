import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { type Colour, colourOf } from "../../../models/maps/colour_map.ts";
import type { Plane } from "../../../models/maps/plane.ts";
import type { MaskLayer } from "./mask_layer.ts";
import { BOTH, countColour, FIRST, SECOND } from "./palette.ts";

/** The share of a colour over the photo, for areas and for lines. */
const AREA = 0.5;
const LINE = 0.95;

/** The share of a map's colours over the photo, as in an overlay of `gradcam`. */
const MAP = 0.5;

/** How far a photo under masks is drawn towards white, so that it stays behind. */
const PALE = 0.25;

/** A photo in grey, so that every colour over it is one of the legend's. */
export function greyOf(photo: RgbImage): RgbImage {
  return recoloured(photo, (i) => {
    const grey = greyAt(photo, i);
    return [grey, grey, grey];
  });
}

/** A photo in pale grey under the outlines of one or two characteristics. */
export function paintCharacteristics(
  photo: RgbImage,
  [first, second]: readonly (MaskLayer | undefined)[],
): RgbImage {
  return recoloured(photo, (i) => {
    const a = shareAt(first?.area, i);
    const b = shareAt(second?.area, i);
    const areas = mix(paleAt(photo, i), [
      [FIRST, AREA * a * (1 - b)],
      [SECOND, AREA * b * (1 - a)],
      [BOTH, 1.4 * AREA * a * b],
    ]);
    const lined = mix(areas, [[FIRST, LINE * shareAt(first?.line, i)]]);
    return mix(lined, [[SECOND, LINE * shareAt(second?.line, i)]]);
  });
}

/** A photo in pale grey under colours that count the raters who outlined a place. */
export function paintCounts(
  photo: RgbImage,
  raters: readonly MaskLayer[],
): RgbImage {
  return recoloured(photo, (i) => {
    const count = raters.reduce((sum, { area }) => sum + shareAt(area, i), 0);
    if (count === 0) return mix(paleAt(photo, i), []);
    const colour = countColour(Math.max(1, count), raters.length);
    return mix(paleAt(photo, i), [[colour, 0.75 * Math.min(1, count)]]);
  });
}

/**
 * A photo in grey under a map, with the edge of what raters outlined.
 *
 * @param map Values from 0 to 1, as many as the photo has pixels.
 */
export function paintMap(
  photo: RgbImage,
  { map, outline }: { readonly map: Plane; readonly outline: MaskLayer },
): RgbImage {
  return recoloured(photo, (i) => {
    const grey = greyAt(photo, i);
    const under = mix([grey, grey, grey], [[colourOf(map.data[i]!), MAP]]);
    return mix(under, [[[255, 255, 255], LINE * shareAt(outline.line, i)]]);
  });
}

function recoloured(
  photo: RgbImage,
  colourAt: (pixel: number) => Colour,
): RgbImage {
  const data = new Uint8Array(photo.data.length);
  for (let i = 0; i < data.length / 3; i++) {
    [data[3 * i], data[3 * i + 1], data[3 * i + 2]] = colourAt(i);
  }
  return { ...photo, data };
}

/** Lays colours over one; their shares sum up to 1 at most. */
function mix(
  under: Colour,
  over: readonly (readonly [colour: Colour, share: number])[],
): Colour {
  const rest = over.reduce((left, [, share]) => left - share, 1);
  const part = (c: 0 | 1 | 2): number =>
    Math.round(
      over.reduce(
        (sum, [colour, share]) => sum + share * colour[c],
        rest * under[c],
      ),
    );
  return [part(0), part(1), part(2)];
}

/** ITU-R BT.601, as Pillow's mode "L". */
function greyAt({ data }: RgbImage, pixel: number): number {
  const at = 3 * pixel;
  return Math.round(
    0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!,
  );
}

function paleAt(photo: RgbImage, pixel: number): Colour {
  const grey = greyAt(photo, pixel);
  const pale = Math.round(grey + PALE * (255 - grey));
  return [pale, pale, pale];
}

function shareAt(shares: Uint8Array | undefined, pixel: number): number {
  return (shares?.[pixel] ?? 0) / 255;
}
