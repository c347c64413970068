import type { RgbImage } from "../image/rgb_image.ts";

/** The word that every picture bears, a character a dot. */
const CAPTION = [
  ".### #### #..# #### ###. .##. ### #### ###.",
  "#... #... ##.# #... #..# #..# .#. #... #..#",
  "#.## ###. #.## ###. ###. #### .#. ###. #..#",
  "#..# #... #..# #... #.#. #..# .#. #... #..#",
  ".### #### #..# #### #..# #..# .#. #### ###.",
] as const;

/** Pixels along each side of a dot. */
const DOT = 2;
/** Pixels between the word and the picture's edges. */
const MARGIN = 6;

/**
 * Writes "GENERATED" into the picture's lower left corner: light with a dark border,
 * so that it can be read on skin and cloth of any colour.
 */
export function drawCaption(image: RgbImage): void {
  drawWord(image, { level: 40, border: 1 });
  drawWord(image, { level: 245, border: 0 });
}

/** Draws each dot as a square, wider by the border on every side. */
function drawWord(
  { width, height, data }: RgbImage,
  { level, border }: { readonly level: number; readonly border: number },
): void {
  const top = height - MARGIN - CAPTION.length * DOT;
  CAPTION.forEach((dots, row) => {
    for (let column = 0; column < dots.length; column++) {
      if (dots[column] !== "#") continue;
      const left = MARGIN + column * DOT - border;
      const first = top + row * DOT - border;
      const side = DOT + 2 * border;
      for (let y = first; y < first + side; y++) {
        const start = y * width + left;
        data.fill(level, 3 * start, 3 * (start + side));
      }
    }
  });
}
