/**
 * What is used of the package `imagescript`, whose own declarations (1.3.1) do not
 * parse.
 */
export class Image {
  /** A transparent picture. */
  constructor(width: number, height: number);
  /** Red, green, blue and alpha of each pixel, rows from the top. */
  readonly bitmap: Uint8ClampedArray;
  /** Makes every pixel one colour, `0xRRGGBBAA`. */
  fill(colour: number): this;
  /** Lays a picture over this one. */
  composite(source: Image, x: number, y: number): this;
  /** A factor is given, no width or height. */
  static readonly SVG_MODE_SCALE: 1;
  /** Draws an SVG document, its texts left out. */
  static renderSVG(svg: string, size: number, mode: 1): Promise<Image>;
}
