import { type Colour, colourOf } from "../../../models/maps/colour_map.ts";

// Colours that people with any common colour blindness tell apart: Okabe and Ito,
// "Color Universal Design" (2008). The dataset paper's Figure 2 has the same three hues.

/** The colour of the first characteristic. */
export const FIRST: Colour = [0, 114, 178];
/** The colour of the second characteristic. */
export const SECOND: Colour = [230, 159, 0];
/** Where both lie. */
export const BOTH: Colour = [204, 121, 167];

/**
 * The colour of places that some of so many raters outlined: the more, the lighter,
 * as in a map.
 *
 * @param count From 1 to `raters`.
 */
export function countColour(count: number, raters: number): Colour {
  return colourOf(raters === 1 ? 1 : 0.15 + 0.85 * (count - 1) / (raters - 1));
}
