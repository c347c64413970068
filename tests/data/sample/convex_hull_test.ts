import assert from "node:assert/strict";
import fc from "fast-check";
import { convexHull } from "../../../data/sample/convex_hull.ts";

const coordinate = fc.integer({ min: -50, max: 50 });
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), {
  minLength: 3,
  maxLength: 40,
});

type Point = { readonly x: number; readonly y: number };

/** Twice the area of a triangle, positive where it turns left. */
function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

Deno.test("convexHull() turns left at every corner and leaves no point outside", () => {
  fc.assert(
    fc.property(points, (points) => {
      const hull = convexHull(points);
      fc.pre(hull.length > 2);
      hull.forEach((corner, i) => {
        const next = hull[(i + 1) % hull.length]!;
        const after = hull[(i + 2) % hull.length]!;
        assert.ok(turn(corner, next, after) > 0);
        for (const point of points) assert.ok(turn(corner, next, point) >= 0);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("convexHull() keeps the corners of a square and drops what is inside and between", () => {
  const at = (x: number, y: number): Point => ({ x, y });
  const hull = convexHull([
    at(1, 1),
    at(0, 0),
    at(2, 0),
    at(1, 0),
    at(2, 2),
    at(0, 2),
  ]);

  assert.deepEqual(hull, [at(0, 0), at(2, 0), at(2, 2), at(0, 2)]);
});
