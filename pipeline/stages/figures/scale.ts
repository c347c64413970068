/** Pixels for each unit of a figure's measures, so that letters stay sharp on fine screens. */
export const SCALE = 1.25;

/** Pixels of a length in units. */
export function pixels(units: number): number {
  return Math.round(units * SCALE);
}

/**
 * The next length that is a whole number of pixels. A drawing whose height is not is
 * stretched to the next, and its edges then fall between pixels.
 */
export function wholePixels(units: number): number {
  const step = 4;
  return step * Math.ceil(units / step);
}
