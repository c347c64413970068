import { encodePng } from "../../../data/image/encode_png.ts";
import { resizePillow } from "../../../data/image/resize_pillow.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import { normaliseMap } from "../../../models/maps/normalise_map.ts";
import { drawOverlay } from "../../../models/maps/overlay.ts";
import type { Display } from "./request.ts";

/** A map, and what is said under it. */
export interface DrawnMap {
  /** The signed values; its state is `ok`. */
  readonly values: Float32Array;
  /** Values in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** How the values become colours. */
  readonly display: Display;
  /** Lines under the legend. */
  readonly captions: readonly string[];
}

/** A map made visible: 0 to 1 for each value, and what its colours mean. */
interface Shown {
  readonly values: Float32Array<ArrayBuffer>;
  readonly legend?: readonly string[];
  readonly caption: string;
}

/** Draws a map over a photo, as a PNG file. */
export function drawMap(photo: RgbImage, map: DrawnMap): Uint8Array {
  const { values, legend, caption } = show(map);
  // A photo smaller than the map grows, as a map cannot shrink.
  const width = Math.max(photo.width, map.width);
  const height = Math.max(photo.height, map.height);
  const picture = width === photo.width && height === photo.height
    ? photo
    : resizePillow(photo, { width, height, filter: "nearest" });
  const plane = enlargeMap(
    { width: map.width, height: map.height, data: values },
    { width, height, border: map.display === "max" ? "mirror" : "clamp" },
  );
  const captions = [...map.captions, caption];
  return encodePng(drawOverlay(picture, plane, {
    captions,
    ...(legend && { legend }),
  }));
}

function show({ values, display }: DrawnMap): Shown {
  const lowest = values.reduce((a, b) => Math.min(a, b));
  const highest = values.reduce((a, b) => Math.max(a, b));
  switch (display) {
    case "max":
      return {
        values: normaliseMap(Float32Array.from(values), "max"),
        caption: `ReLU, divided by the maximum ${short(highest)}`,
      };
    case "minmax":
      return {
        values: normaliseMap(Float32Array.from(values), "min-max"),
        caption: `ReLU, stretched from ${short(Math.max(0, lowest))} to ${
          short(highest)
        }`,
      };
    case "none":
      return {
        values: Float32Array.from(
          values,
          (value) => (value - lowest) / (highest - lowest),
        ),
        legend: [lowest, (lowest + highest) / 2, highest].map(short),
        caption: "signed values, not normalised",
      };
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
