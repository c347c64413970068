import type { Mask } from "../../../data/dermx/mask.ts";
import { resizePillow } from "../../../data/image/resize_pillow.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { colourOf } from "../../../models/maps/colour_map.ts";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import type { Plane } from "../../../models/maps/plane.ts";
import { counted } from "../prose/counted.ts";
import { listed } from "../prose/listed.ts";
import type { ChosenFrom } from "./choose_explained.ts";
import { MUTED } from "./drawing.ts";
import type { Figure, FigureWords } from "./figure.ts";
import { cutTo, widthOf } from "./lettering.ts";
import { maskLayer } from "./mask_layer.ts";
import { paintCharacteristics, paintMap } from "./paint.ts";
import { fittedSize, MARGIN, Sheet, SHEET_WIDTH, SIZE } from "./sheet.ts";

/** An image with what raters outlined and what networks looked at. */
export interface ExplainedPhoto {
  /** Its id. */
  readonly image: string;
  /** The gold standard, whose maps are shown. */
  readonly diagnosis: string;
  /** As decoded. */
  readonly photo: RgbImage;
  /** All that all raters outlined. */
  readonly union: Mask;
  /** How many they are. */
  readonly raters: number;
  /** By network, in the order of {@link MapsFigureOptions.networks}. */
  readonly explanations: readonly {
    /** Normalised. */
    readonly map: Plane;
    /** What the network takes the image for. */
    readonly predicted: string;
  }[];
}

/** What holds for all rows of the figure. */
export interface MapsFigureOptions {
  /** The networks' names for people. */
  readonly networks: readonly string[];
  /** How a map is made as large as the picture; see `models/maps/enlarge_map.ts`. */
  readonly border: "mirror" | "clamp";
  /** What the images were chosen from; absent if someone named them. */
  readonly from?: ChosenFrom;
  /** What is said of made-up data. */
  readonly disclaimer?: string;
}

const GAP = 12;
/** Above the first row of panels, for the columns' names. */
const HEAD = 26;
/** Above each row of panels, for what it shows. */
const ROW_HEAD = 24;
const LINE = 1.5;
const BAR = { width: 260, height: 12 } as const;

/**
 * The paper's Figure 3: in each row an image, all that its raters outlined, and for
 * each network the map of the gold standard.
 */
export function mapsFigure(
  rows: readonly ExplainedPhoto[],
  options: MapsFigureOptions,
): Figure {
  const { networks } = options;
  const columns = 2 + networks.length;
  const width = Math.floor(
    (SHEET_WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns,
  );
  const xOf = (column: number): number => MARGIN + column * (width + GAP);
  const sheet = new Sheet();
  ["Photograph", "Outlined by raters", ...networks].forEach((name, column) => {
    sheet.drawing.text(cutTo(name, { width, size: SIZE.label }), {
      x: xOf(column),
      y: HEAD - 8,
      size: SIZE.label,
      strong: true,
    });
  });
  let y = HEAD;
  for (const row of rows) {
    const { photo } = row;
    const height = Math.round(width * Math.min(1, photo.height / photo.width));
    const box = (column: number) => ({
      x: xOf(column),
      y: y + ROW_HEAD,
      width,
      height,
    });
    const size = fittedSize(photo, { width, height: width });
    const small = resizePillow(photo, { ...size, filter: "lanczos" });
    const outline = maskLayer(row.union, { ...size, line: LINE });
    sheet.panel(small, { box: box(0), name: row.diagnosis });
    sheet.panel(paintCharacteristics(small, [outline]), {
      box: box(1),
      name: "",
      aside: counted(row.raters, "rater"),
    });
    row.explanations.forEach(({ map, predicted }, i) => {
      const enlarged = enlargeMap(map, { ...size, border: options.border });
      sheet.panel(paintMap(small, { map: enlarged, outline }), {
        box: box(2 + i),
        name: "",
        aside: predicted === row.diagnosis
          ? "diagnosed right"
          : cutTo(`takes it for ${predicted}`, { width, size: SIZE.small }),
      });
    });
    y += ROW_HEAD + height + GAP / 2;
  }
  legend(sheet, { x: xOf(2), y: y + 14 });
  return sheet.finish(y + 14 + BAR.height + 24, {
    words: wordsOf(rows, options),
  });
}

/** The colours of a map, and what the white line is. */
function legend(
  sheet: Sheet,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  const { drawing } = sheet;
  const steps = BAR.width / 2;
  for (let i = 0; i < steps; i++) {
    const part = { x: x + 2 * i, y, width: 2.5, height: BAR.height };
    drawing.box(part, { fill: colourOf(i / (steps - 1)) });
  }
  const labels = ["0", "its maximum"];
  labels.forEach((text, i) => {
    drawing.text(text, {
      x: x + i * BAR.width,
      y: y + BAR.height + 14,
      size: SIZE.small,
      align: i === 0 ? "start" : "end",
      colour: MUTED,
    });
  });
  const left = MARGIN;
  const swatch = { x: left, y: y - 2, width: 26, height: 16 };
  drawing.box(swatch, { fill: [128, 128, 128] });
  drawing.line([left, y + 6], {
    to: [left + 26, y + 6],
    colour: [255, 255, 255],
    width: 2,
  });
  const text = "the edge of what any rater outlined";
  drawing.text(text, { x: left + 36, y: y + 10, size: SIZE.small });
  const title = "Map of the class named at the left";
  drawing.text(title, {
    x: x - 14 - widthOf(title, SIZE.small),
    y: y + 10,
    size: SIZE.small,
  });
}

const FROM: Readonly<Record<ChosenFrom, string>> = {
  "tested-and-right":
    "Chosen by rule from the images that no network was fitted to and that every network diagnoses right",
  "tested":
    "Chosen by rule from the images that no network was fitted to, of which none is diagnosed right by every network",
  "all": "Chosen by rule from all images",
};

function wordsOf(
  rows: readonly ExplainedPhoto[],
  { networks, from, disclaimer }: MapsFigureOptions,
): FigureWords {
  const images = rows.map(({ image, diagnosis }) => `${image} (${diagnosis})`);
  const chosen = from === undefined
    ? ""
    : ` ${
      FROM[from]
    }: of each diagnosis the one on which maps and outlines overlap as much as is usual.`;
  const names = listed(networks);
  return {
    title: "What raters outline and what networks look at",
    caption:
      `From left to right: the photograph, all that its raters outlined, and the Grad-CAM maps of ${names} for the gold standard, with the edge of the outlines in white. Images from above: ${
        listed(images)
      }.${chosen} After the dataset paper's Figure 3.`,
    alternative: `${counted(rows.length, "row")} of pictures, one for each of ${
      listed(images)
    }: the photograph, the area that its raters outlined, and the places that ${names} ${
      networks.length === 1 ? "looks" : "look"
    } at for that diagnosis, as colours over the photograph.`,
    ...(disclaimer === undefined ? {} : { disclaimer }),
  };
}
