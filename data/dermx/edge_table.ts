import type { Path, Size } from "./outline.ts";

/**
 * The edges of all paths of an annotation, one array a column, with vertices on
 * pixels and each edge from its left end: the direction in which the tool draws.
 */
export interface EdgeTable {
  /** The number of edges: one for every point of a path. */
  readonly count: number;
  /** The column of the left end. */
  readonly x: Int32Array;
  /** The row of the left end; where both ends are in one column, of the first. */
  readonly y: Int32Array;
  /** Columns from the left end to the right one, never negative. */
  readonly dx: Int32Array;
  /** Rows from the left end to the right one, negative where the edge rises. */
  readonly dy: Int32Array;
  /** The lowest row that the edge touches. */
  readonly last: Int32Array;
  /** Where the edge crosses its top row; the walk down the rows moves it. */
  readonly crossing: Float64Array;
  /** The first row that an edge touches. */
  readonly top: number;
  /** The last row that an edge touches; above `top` where there is no edge. */
  readonly bottom: number;
  /** The first edge that starts in a row, counted from `top`, or -1. */
  readonly firstOfRow: Int32Array;
  /** The next edge that starts in the same row, or -1. */
  readonly nextOfRow: Int32Array;
}

/** Clamps and rounds the vertices of closed paths, and lists the edges by their top row. */
export function edgeTable(paths: readonly Path[], size: Size): EdgeTable {
  let count = 0;
  for (const path of paths) count += path.length;
  const x = new Int32Array(count);
  const y = new Int32Array(count);
  const dx = new Int32Array(count);
  const dy = new Int32Array(count);
  const last = new Int32Array(count);
  const crossing = new Float64Array(count);
  let top = size.height;
  let bottom = -1;
  let e = 0;
  for (const path of paths) {
    const end = path.at(-1);
    if (end === undefined) continue;
    let fromX = toPixel(end.x, size.width);
    let fromY = toPixel(end.y, size.height);
    for (const point of path) {
      const toX = toPixel(point.x, size.width);
      const toY = toPixel(point.y, size.height);
      const leftwards = toX < fromX;
      x[e] = leftwards ? toX : fromX;
      y[e] = leftwards ? toY : fromY;
      dx[e] = leftwards ? fromX - toX : toX - fromX;
      dy[e] = leftwards ? fromY - toY : toY - fromY;
      last[e] = Math.max(fromY, toY);
      crossing[e] = fromY < toY ? fromX : toX;
      if (toY < top) top = toY;
      if (toY > bottom) bottom = toY;
      fromX = toX;
      fromY = toY;
      e++;
    }
  }
  const firstOfRow = new Int32Array(Math.max(0, bottom - top + 1)).fill(-1);
  const nextOfRow = new Int32Array(count);
  for (let e = 0; e < count; e++) {
    const row = last[e]! - Math.abs(dy[e]!) - top;
    nextOfRow[e] = firstOfRow[row]!;
    firstOfRow[row] = e;
  }
  return {
    count,
    x,
    y,
    dx,
    dy,
    last,
    crossing,
    top,
    bottom,
    firstOfRow,
    nextOfRow,
  };
}

/** The pixel of a coordinate along an axis: clamped, then rounded half to even. */
function toPixel(coordinate: number, extent: number): number {
  if (coordinate <= 0) return 0;
  if (coordinate >= extent - 1) return extent - 1;
  const below = Math.floor(coordinate);
  const part = coordinate - below;
  const up = part > 0.5 || (part === 0.5 && below % 2 === 1);
  return up ? below + 1 : below;
}
