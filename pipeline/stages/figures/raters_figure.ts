import type { Mask } from "../../../data/dermx/mask.ts";
import { resizePillow } from "../../../data/image/resize_pillow.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import type { Colour } from "../../../models/maps/colour_map.ts";
import { counted } from "../prose/counted.ts";
import { listed } from "../prose/listed.ts";
import { type Box, INK, MUTED } from "./drawing.ts";
import type { Figure } from "./figure.ts";
import { cutTo } from "./lettering.ts";
import { maskLayer } from "./mask_layer.ts";
import { paintCharacteristics, paintCounts } from "./paint.ts";
import { BOTH, countColour, FIRST, SECOND } from "./palette.ts";
import { fittedSize, MARGIN, Sheet, SHEET_WIDTH, SIZE } from "./sheet.ts";

/** An image with what its raters outlined. */
export interface RatedPhoto {
  /** Its id. */
  readonly image: string;
  /** The gold standard. */
  readonly diagnosis: string;
  /** As decoded. */
  readonly photo: RgbImage;
  /** One or two. */
  readonly characteristics: readonly string[];
  /** In the order to show them. */
  readonly raters: readonly {
    readonly rater: string;
    /** Everything that they outlined. */
    readonly union: Mask;
    /** By characteristic, in their order; absent where they outlined none. */
    readonly masks: readonly (Mask | undefined)[];
  }[];
}

const COLUMNS = 3;
const GAP = 16;
const CELL = (SHEET_WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
/** Above each row of panels, for their names. */
const HEAD = 26;
const LINE = 2;

/**
 * The paper's Figure 2: an image, what each rater outlined on it, and how many
 * raters outlined a place.
 *
 * @param options.disclaimer What is said of made-up data.
 */
export function ratersFigure(
  rated: RatedPhoto,
  options: { readonly disclaimer?: string } = {},
): Figure {
  const { photo, raters } = rated;
  const size = fittedSize(photo, { width: CELL, height: CELL });
  const small = resizePillow(photo, { ...size, filter: "lanczos" });
  const height = Math.round(CELL * Math.min(1, photo.height / photo.width));
  const boxAt = (index: number): Box => ({
    x: MARGIN + index % COLUMNS * (CELL + GAP),
    y: HEAD + Math.floor(index / COLUMNS) * (height + HEAD + 4),
    width: CELL,
    height,
  });
  const layerOf = (mask: Mask): ReturnType<typeof maskLayer> =>
    maskLayer(mask, { ...size, line: LINE });
  const sheet = new Sheet();
  sheet.panel(small, { box: boxAt(0), name: "Photograph" });
  const layers = raters.map(({ union }) => layerOf(union));
  sheet.panel(paintCounts(small, layers), {
    box: boxAt(1),
    name: "Raters laid over each other",
    aside: "all characteristics",
  });
  legend(sheet, { rated, box: boxAt(2) });
  raters.forEach(({ rater, masks }, i) => {
    const [first, second] = masks.map((mask) =>
      mask === undefined ? mask : layerOf(mask)
    );
    sheet.panel(paintCharacteristics(small, [first, second]), {
      box: boxAt(COLUMNS + i),
      name: `Rater ${rater}`,
    });
  });
  const last = boxAt(COLUMNS + raters.length - 1);
  return sheet.finish(last.y + height + MARGIN, {
    words: { ...wordsOf(rated), ...options },
  });
}

/** In the cell beside the photo. */
function legend(
  sheet: Sheet,
  { rated, box }: { readonly rated: RatedPhoto; readonly box: Box },
): void {
  const { drawing } = sheet;
  const { characteristics, raters } = rated;
  let y = box.y + SIZE.label;
  const heading = (text: string): void => {
    drawing.text(text, { x: box.x, y, size: SIZE.small, colour: MUTED });
    y += 20;
  };
  const entry = (colour: Colour, text: string): void => {
    const swatch = { x: box.x, y: y - 11, width: 20, height: 13 };
    drawing.box(swatch, { fill: colour });
    const room = { width: box.width - 30, size: SIZE.label };
    drawing.text(cutTo(text, room), {
      x: box.x + 30,
      y,
      size: SIZE.label,
      colour: INK,
    });
    y += 22;
  };
  drawing.text(cutTo(rated.diagnosis, { width: box.width, size: 13 }), {
    x: box.x,
    y,
    size: 13,
    strong: true,
  });
  y += 20;
  heading(
    cutTo(`Image ${rated.image}`, { width: box.width, size: SIZE.small }),
  );
  y += 8;
  heading("Outlined by one rater");
  characteristics.forEach((name, i) => entry([FIRST, SECOND][i]!, name));
  if (characteristics.length === 2) entry(BOTH, "both");
  y += 8;
  heading("Outlined by how many raters");
  const step = Math.min(48, Math.floor(box.width / raters.length));
  for (let count = 1; count <= raters.length; count++) {
    const x = box.x + (count - 1) * step;
    const swatch = { x, y: y - 11, width: step, height: 13 };
    drawing.box(swatch, { fill: countColour(count, raters.length) });
    drawing.text(String(count), {
      x: x + step / 2,
      y: y + 16,
      size: SIZE.label,
      align: "middle",
    });
  }
}

function wordsOf(
  { image, diagnosis, characteristics, raters }: RatedPhoto,
): { title: string; caption: string; alternative: string } {
  const names = raters.map(({ rater }) => rater);
  const drawn = raters.map(({ rater, masks }) => {
    const own = characteristics.filter((_, i) => masks[i] !== undefined);
    return `${rater} outlined ${own.length === 0 ? "neither" : listed(own)}`;
  });
  return {
    title: "What raters outline on one image",
    caption: `Image ${image}, ${diagnosis}. Each rater's panel shows ${
      listed(characteristics)
    }; the panel beside the photograph counts the raters who outlined a place, whatever they saw there. After the dataset paper's Figure 2.`,
    alternative: `A photograph of ${diagnosis}, the same with the outlines of ${
      counted(raters.length, "rater")
    } laid over each other, and one panel for each of ${listed(names)}: ${
      listed(drawn)
    }.`,
  };
}
