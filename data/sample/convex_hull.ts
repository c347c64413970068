import type { Path, Point } from "../dermx/outline.ts";

/** The corners of the smallest convex area that holds some points (Andrew 1979). */
export function convexHull(points: readonly Point[]): Path {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

/** One side of the hull, without its last corner. */
function chain(points: readonly Point[]): Point[] {
  const side: Point[] = [];
  for (const point of points) {
    while (side.length > 1 && !turnsLeft(side.at(-2)!, side.at(-1)!, point)) {
      side.pop();
    }
    side.push(point);
  }
  return side.slice(0, -1);
}

function turnsLeft(a: Point, b: Point, c: Point): boolean {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}
