import type { Path, Point, Size } from "../../data/dermx/outline.ts";

/**
 * The labelling tool's rule done pixel by pixel in an array of the whole image, as
 * a reference: lines by the error term, step by step, and for each row all edges.
 *
 * @returns 1 inside and 0 outside, row by row.
 */
export function slowRasterise(
  paths: readonly Path[],
  { width, height }: Size,
): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const edges = paths.flatMap((path) =>
    path.map((point, i): [Point, Point] => [
      toPixel(point, { width, height }),
      toPixel(path[(i + 1) % path.length]!, { width, height }),
    ])
  );
  for (const [a, b] of edges) {
    for (const { x, y } of line(a, b)) pixels[y * width + x] = 1;
  }
  for (let y = 0; y < height; y++) {
    const crossings = edges.flatMap(([a, b]) => crossing(a, b, y))
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      for (let x = 0; x < width; x++) {
        if (x >= crossings[i]! && x <= crossings[i + 1]!) {
          pixels[y * width + x] = 1;
        }
      }
    }
  }
  return pixels;
}

function toPixel({ x, y }: Point, { width, height }: Size): Point {
  return { x: nearestEven(x, width), y: nearestEven(y, height) };
}

function nearestEven(coordinate: number, extent: number): number {
  const clamped = Math.min(Math.max(coordinate, 0), extent - 1);
  const halfUp = Math.floor(clamped + 0.5);
  return halfUp - clamped === 0.5 && halfUp % 2 === 1 ? halfUp - 1 : halfUp;
}

/** The pixels of an 8-connected line, drawn from its left end. */
function line(a: Point, b: Point): Point[] {
  const [start, end] = b.x < a.x ? [b, a] : [a, b];
  const dx = end.x - start.x;
  const dy = Math.abs(end.y - start.y);
  const step = end.y < start.y ? -1 : 1;
  const major = Math.max(dx, dy);
  const minor = Math.min(dx, dy);
  const points: Point[] = [];
  let { x, y } = start;
  let error = 2 * minor - major;
  for (let k = 0; k <= major; k++) {
    points.push({ x, y });
    const sideways = error > 0;
    error += 2 * minor - (sideways ? 2 * major : 0);
    if (dy > dx) {
      y += step;
      if (sideways) x++;
    } else {
      x++;
      if (sideways) y += step;
    }
  }
  return points;
}

/** Where an edge crosses a row, or nothing: its top row counts, its bottom row not. */
function crossing(a: Point, b: Point, row: number): number[] {
  const [top, bottom] = a.y < b.y ? [a, b] : [b, a];
  if (row < top.y || row >= bottom.y) return [];
  const slope = (bottom.x - top.x) / (bottom.y - top.y);
  let x = top.x;
  for (let y = top.y; y < row; y++) x += slope;
  return [x];
}
