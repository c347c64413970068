import assert from "node:assert/strict";
import { coverOf } from "../../../data/sample/cover.ts";

const SIZE = { width: 60, height: 50 };

function square(left: number, top: number, side: number): {
  x: number;
  y: number;
}[] {
  return [
    { x: left, y: top },
    { x: left + side, y: top },
    { x: left + side, y: top + side },
    { x: left, y: top + side },
  ];
}

Deno.test("coverOf() covers the inside wholly and fades over the border", () => {
  const cover = coverOf(square(10, 12, 20), { size: SIZE, softness: 4 });
  const at = (x: number, y: number): number =>
    cover.shares[(y - cover.top) * cover.width + x - cover.left]!;
  const total = cover.shares.reduce((sum, share) => sum + share, 0);

  assert.ok(Math.abs(at(20, 22) - 1) < 1e-6);
  assert.ok(Math.abs(at(10, 22) - 0.5) < 0.2);
  assert.ok(at(12, 22) > at(10, 22) && at(10, 22) > at(8, 22));
  // Blurring moves no weight where the box holds the whole border.
  assert.ok(Math.abs(total - 21 * 21) < 1e-2, `${total}`);
});

Deno.test("coverOf() keeps to the picture", () => {
  const cover = coverOf(square(-10, 40, 20), { size: SIZE, softness: 3 });

  assert.deepEqual([cover.left, cover.top + cover.height], [0, 50]);
  assert.ok(cover.shares.some((share) => share > 0.9));
  assert.deepEqual(
    coverOf(square(80, 80, 5), { size: SIZE, softness: 3 }).shares.length,
    0,
  );
});
