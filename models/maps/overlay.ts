import { colourOf } from "./colour_map.ts";
import { drawText, textHeight, textWidth, wrapText } from "./draw_text.ts";
import type { Picture } from "./picture.ts";
import type { Plane } from "./plane.ts";

/** What stands under the pictures, and how much of the map is seen. */
export interface OverlayOptions {
  /** Lines under the legend: what is explained, by which model, in which file. */
  readonly captions: readonly string[];
  /** What the colours mean, spread evenly from the bar's left end; `0`, `0.5`, `1` unless said. */
  readonly legend?: readonly string[];
  /** The share of the map's colours in the blend, 0 to 1; 0.5 unless said. */
  readonly opacity?: number;
}

/** So that a legend under small pictures is wide enough to read. */
const MIN_WIDTH = 240;

/** Columns for each pixel of a dot of text. */
const COLUMNS_PER_DOT = 400;

/**
 * Draws a photo and, on its right, the same in grey under a normalised map, with a
 * bar of the map's colours and captions below on white. Grey, because the map's
 * colours over a photo's would be colours that the bar does not have.
 *
 * @param photo The picture as the network saw it or as the file holds it.
 * @param map Values from 0 to 1, as many as the photo has pixels.
 * @throws {RangeError} If the sizes differ, or a value is NaN: a map whose state is
 * not `ok` has no picture.
 */
export function drawOverlay(
  photo: Picture,
  map: Plane,
  { captions, legend = ["0", "0.5", "1"], opacity = 0.5 }: OverlayOptions,
): Picture {
  if (map.width !== photo.width || map.height !== photo.height) {
    throw new RangeError(
      `Cannot draw a map of ${map.width} x ${map.height} over a picture of ${photo.width} x ${photo.height}: enlarge it first`,
    );
  }
  const gap = Math.ceil(photo.width / 100);
  const pair = 2 * photo.width + gap;
  const width = Math.max(MIN_WIDTH, pair);
  const dot = Math.max(1, Math.round(width / COLUMNS_PER_DOT));
  const margin = 4 * dot;
  const inner = { x: margin, width: width - 2 * margin };
  const lines = captions.flatMap((text) =>
    wrapText(text, { width: inner.width, dot })
  );
  const line = textHeight(dot) + 3 * dot;
  const bar = { ...inner, y: photo.height + margin, height: 8 * dot };
  const labelsTop = bar.y + bar.height + 2 * dot;
  const height = labelsTop + line * (1 + lines.length) + margin;
  const canvas = {
    width,
    height,
    data: new Uint8Array(3 * width * height).fill(255),
  };
  const left = Math.floor((width - pair) / 2);
  paste(canvas, { picture: photo, left });
  paste(canvas, {
    picture: blend(photo, { map, opacity }),
    left: left + photo.width + gap,
  });
  drawBar(canvas, bar);
  drawLabels(canvas, legend, { ...inner, y: labelsTop, dot });
  lines.forEach((text, i) =>
    drawText(canvas, text, { x: margin, y: labelsTop + line * (i + 1), dot })
  );
  return canvas;
}

/** The photo in grey under the map's colours. */
function blend(
  photo: Picture,
  { map, opacity }: { map: Plane; opacity: number },
): Picture {
  const data = new Uint8Array(photo.data.length);
  for (let i = 0; i < data.length; i += 3) {
    const [red, green, blue] = photo.data.subarray(i, i + 3);
    // ITU-R BT.601, as Pillow's mode "L".
    const grey = 0.299 * red! + 0.587 * green! + 0.114 * blue!;
    colourOf(map.data[i / 3]!).forEach((part, c) => {
      data[i + c] = Math.round(grey + opacity * (part - grey));
    });
  }
  return { ...photo, data };
}

/** Copies a picture into the canvas, from its top row on. */
function paste(
  canvas: Picture,
  { picture, left }: { picture: Picture; left: number },
): void {
  const bytes = 3 * picture.width;
  for (let y = 0; y < picture.height; y++) {
    const row = picture.data.subarray(y * bytes, (y + 1) * bytes);
    canvas.data.set(row, 3 * (y * canvas.width + left));
  }
}

function drawBar(
  canvas: Picture,
  bar: { x: number; y: number; width: number; height: number },
): void {
  for (let x = 0; x < bar.width; x++) {
    const colour = colourOf(x / (bar.width - 1));
    for (let y = bar.y; y < bar.y + bar.height; y++) {
      canvas.data.set(colour, 3 * (y * canvas.width + bar.x + x));
    }
  }
}

/** Labels with the first at the left end, the last at the right, the others between. */
function drawLabels(
  canvas: Picture,
  labels: readonly string[],
  { x, y, width, dot }: { x: number; y: number; width: number; dot: number },
): void {
  labels.forEach((label, i) => {
    const share = labels.length === 1 ? 0 : i / (labels.length - 1);
    const room = width - textWidth(label, dot);
    drawText(canvas, label, { x: x + Math.round(share * room), y, dot });
  });
}
