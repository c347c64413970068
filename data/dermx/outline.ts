/** A corner of an outline in pixels; may lie outside the image. */
export interface Point {
  /** From the left edge of the image, rightwards. */
  readonly x: number;
  /** From the top edge of the image, downwards. */
  readonly y: number;
}

/** A closed outline: its last point is joined to its first. */
export type Path = readonly Point[];

/** The extent of an image in pixels. */
export interface Size {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}
