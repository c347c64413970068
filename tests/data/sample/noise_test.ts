import assert from "node:assert/strict";
import { noise } from "../../../data/sample/noise.ts";
import { Random } from "../../../data/sample/random.ts";

const SIZE = { width: 120, height: 90 };

function plane(options: { cell: number; layers?: number }): Float32Array {
  return noise(SIZE, { ...options, random: new Random("noise") });
}

/** The largest step from a pixel to its neighbours to the right and below. */
function steepest(plane: Float32Array): number {
  let most = 0;
  for (let y = 0; y < SIZE.height - 1; y++) {
    for (let x = 0; x < SIZE.width - 1; x++) {
      const i = y * SIZE.width + x;
      most = Math.max(
        most,
        Math.abs(plane[i + 1]! - plane[i]!),
        Math.abs(plane[i + SIZE.width]! - plane[i]!),
      );
    }
  }
  return most;
}

Deno.test("noise() fills most of -1 to 1 and no more", () => {
  for (const layers of [1, 2, 4]) {
    const values = plane({ cell: 8, layers });
    assert.ok(values.every((value) => value >= -1 && value <= 1));
    assert.ok(Math.max(...values) > 0.6 && Math.min(...values) < -0.6);
  }
});

Deno.test("noise() is smoother, the larger its cells", () => {
  // A hill rises by 2 at most, and 1.5 times as steeply at its middle.
  assert.ok(steepest(plane({ cell: 30 })) <= 1.5 * 2 / 30);
  assert.ok(steepest(plane({ cell: 5 })) > 0.2);
});

Deno.test("noise() stretches as its cells do", () => {
  const stretched = noise(SIZE, {
    cell: 40,
    cellDown: 4,
    random: new Random("noise"),
  });
  const across = Math.abs(stretched[1]! - stretched[0]!);
  assert.ok(across <= 1.5 * 2 / 40);
  assert.ok(steepest(stretched) > 0.2);
});
