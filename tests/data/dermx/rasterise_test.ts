import assert from "node:assert/strict";
import fc from "fast-check";
import { area } from "../../../data/dermx/mask.ts";
import type { Path } from "../../../data/dermx/outline.ts";
import { rasterise } from "../../../data/dermx/rasterise.ts";
import { pictureOf } from "../../support/picture.ts";
import { slowRasterise } from "../../support/slow_rasterise.ts";

/** A path from its corners, x before y: `path(0, 0, 4, 2)`. */
function path(...corners: number[]): Path {
  return Array.from({ length: corners.length / 2 }, (_, i) => ({
    x: corners[2 * i]!,
    y: corners[2 * i + 1]!,
  }));
}

function draw(
  paths: Path[],
  size: { width: number; height: number },
): string[] {
  return pictureOf(rasterise(paths, size));
}

/** The one pixel of a path whose corners are all at one place. */
function pixelAt(x: number, y: number): [number, number] {
  const size = { width: 8, height: 6 };
  const { runs } = rasterise([path(x, y, x, y, x, y)], size);
  assert.equal(runs.length, 2);
  assert.equal(runs[1]! - runs[0]!, 1);
  return [runs[0]! % 8, Math.floor(runs[0]! / 8)];
}

Deno.test("rasterise() rounds halves to even and everything else to the nearest", () => {
  assert.deepEqual(pixelAt(0.5, 1.5), [0, 2]);
  assert.deepEqual(pixelAt(2.5, 3.5), [2, 4]);
  assert.deepEqual(pixelAt(4.5, 2.5), [4, 2]);
  assert.deepEqual(pixelAt(5.5, 0.5), [6, 0]);
  assert.deepEqual(pixelAt(2.49, 2.51), [2, 3]);
  assert.deepEqual(pixelAt(0.500001, 0.499999), [1, 0]);
});

Deno.test("rasterise() clamps corners to the image before it rounds them", () => {
  assert.deepEqual(pixelAt(-7.78, -31.49), [0, 0]);
  assert.deepEqual(pixelAt(7.5, 5.4), [7, 5]);
  assert.deepEqual(pixelAt(1e9, 1e9), [7, 5]);
  // A triangle with a corner far outside keeps its shape by the clamped corner.
  assert.deepEqual(
    draw([path(0, 0, 90, 0, 0, 2)], { width: 4, height: 3 }),
    ["####", "###.", "#..."],
  );
});

Deno.test("rasterise() draws flat lines from the left end", () => {
  const size = { width: 5, height: 3 };
  // Steps after the error became positive: at the second and the fourth pixel.
  const down = ["##...", "..##.", "....#"];
  const up = ["....#", "..##.", "##..."];

  assert.deepEqual(draw([path(0, 0, 4, 2, 0, 0)], size), down);
  assert.deepEqual(draw([path(4, 2, 0, 0, 4, 2)], size), down);
  assert.deepEqual(draw([path(0, 2, 4, 0, 0, 2)], size), up);
  assert.deepEqual(draw([path(4, 0, 0, 2, 4, 0)], size), up);
});

Deno.test("rasterise() draws steep lines from the left end too, not from the top", () => {
  const size = { width: 3, height: 5 };
  const down = ["#..", "#..", ".#.", ".#.", "..#"];
  const up = ["..#", ".#.", ".#.", "#..", "#.."];

  assert.deepEqual(draw([path(0, 0, 2, 4, 0, 0)], size), down);
  assert.deepEqual(draw([path(2, 4, 0, 0, 2, 4)], size), down);
  assert.deepEqual(draw([path(0, 4, 2, 0, 0, 4)], size), up);
  assert.deepEqual(draw([path(2, 0, 0, 4, 2, 0)], size), up);
});

Deno.test("rasterise() draws horizontal, vertical and diagonal lines whole", () => {
  const size = { width: 4, height: 4 };

  assert.deepEqual(
    draw([path(0, 1, 3, 1, 0, 1)], size),
    ["....", "####", "....", "...."],
  );
  assert.deepEqual(
    draw([path(2, 3, 2, 0, 2, 3)], size),
    ["..#.", "..#.", "..#.", "..#."],
  );
  assert.deepEqual(
    draw([path(3, 0, 0, 3, 3, 0)], size),
    ["...#", "..#.", ".#..", "#..."],
  );
});

Deno.test("rasterise() fills a path with its outline", () => {
  assert.deepEqual(
    draw([path(1, 1, 4, 1, 4, 3, 1, 3)], { width: 6, height: 5 }),
    ["......", ".####.", ".####.", ".####.", "......"],
  );
});

Deno.test("rasterise() takes a path inside another for a hole, up to its outline", () => {
  const outer = path(0, 0, 6, 0, 6, 6, 0, 6);
  const inner = path(2, 2, 4, 2, 4, 4, 2, 4);
  const rows = Array<string>(7).fill("#######");
  rows[3] = "###.###";

  assert.deepEqual(draw([outer, inner], { width: 7, height: 7 }), rows);
  assert.deepEqual(draw([inner, outer], { width: 7, height: 7 }), rows);
});

Deno.test("rasterise() fills even-odd over all paths together, not their union", () => {
  const square = path(0, 0, 4, 0, 4, 4, 0, 4);
  const ring = ["#####", "#...#", "#...#", "#...#", "#####"];

  assert.deepEqual(draw([square, square], { width: 5, height: 5 }), ring);
  // A path through the inside of another leaves their common part empty.
  assert.deepEqual(
    draw([path(0, 0, 4, 0, 4, 4, 0, 4), path(2, 0, 6, 0, 6, 4, 2, 4)], {
      width: 7,
      height: 5,
    }),
    ["#######", "###.###", "###.###", "###.###", "#######"],
  );
});

Deno.test("rasterise() fills a path that crosses itself even-odd", () => {
  assert.deepEqual(
    draw([path(0, 0, 4, 4, 4, 0, 0, 4)], { width: 5, height: 5 }),
    ["#...#", "##.##", "#####", "##.##", "#...#"],
  );
});

Deno.test("rasterise() takes a path that ends where it began for the same path", () => {
  const size = { width: 30, height: 20 };
  const open = path(2.5, 1, 27.2, 3.5, 20, 18.5, 4, 12);

  assert.deepEqual(
    rasterise([[...open, open[0]!]], size),
    rasterise([open], size),
  );
});

Deno.test("rasterise() joins runs over the end of a row", () => {
  const { runs } = rasterise([path(-5, 1, 9, 1, 9, 2, -5, 2)], {
    width: 4,
    height: 4,
  });

  assert.deepEqual([...runs], [4, 12]);
});

Deno.test("rasterise() returns no runs for no paths", () => {
  const size = { width: 4, height: 4 };

  assert.deepEqual(rasterise([], size), { ...size, runs: new Uint32Array() });
  assert.deepEqual(rasterise([[]], size), { ...size, runs: new Uint32Array() });
});

Deno.test("rasterise() needs no memory for the image's area", () => {
  // 4,294,901,760 pixels, nearly all that 32 bits can number.
  const size = { width: 65_536, height: 65_535 };
  const mask = rasterise(
    [path(65_530, 65_532, 65_600, 65_532, 65_530, 65_600)],
    size,
  );

  assert.equal(area(mask), 6 + 4 + 2);
  assert.equal(mask.runs.at(-1), 65_534 * 65_536 + 65_532);
});

Deno.test("rasterise() draws what the pixel-by-pixel reference draws", () => {
  const extent = fc.integer({ min: 1, max: 40 });
  // Quarters meet halves often; tenths make slopes and sums that round.
  const coordinate = fc.oneof(
    fc.integer({ min: -40, max: 200 }).map((n) => n / 4),
    fc.integer({ min: -100, max: 500 }).map((n) => n / 10),
  );
  const corners = fc.array(fc.record({ x: coordinate, y: coordinate }), {
    minLength: 3,
    maxLength: 9,
  });
  fc.assert(
    fc.property(
      fc.array(corners, { minLength: 1, maxLength: 4 }),
      extent,
      extent,
      (paths, width, height) => {
        const { runs } = rasterise(paths, { width, height });
        const pixels = new Uint8Array(width * height);
        for (let i = 0; i < runs.length; i += 2) {
          // Ascending, not empty, and a free pixel before each run but the first.
          assert(runs[i]! < runs[i + 1]!);
          if (i > 0) assert(runs[i]! > runs[i - 1]!);
          pixels.fill(1, runs[i], runs[i + 1]);
        }
        assert((runs.at(-1) ?? 0) <= pixels.length);
        assert.deepEqual(pixels, slowRasterise(paths, { width, height }));
      },
    ),
    { seed: 1, numRuns: 2000 },
  );
});
