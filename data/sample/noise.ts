import type { Size } from "../dermx/outline.ts";
import type { Random } from "./random.ts";

/** How {@link noise} varies. */
export interface NoiseOptions {
  /** Pixels from one hill to the next across, at least 1. */
  readonly cell: number;
  /** Pixels from one hill to the next downwards; as across unless said. */
  readonly cellDown?: number;
  /** Layers, each half as coarse and 0.6 times as strong as the last; 1 unless said. */
  readonly layers?: number;
  /** What decides where the hills are. */
  readonly random: Random;
}

/** Smooth random numbers of one plane, rows from the top, from -1 to 1 and mostly near 0. */
export function noise(size: Size, options: NoiseOptions): Float32Array {
  const { cell, cellDown = cell, layers = 1, random } = options;
  const plane = new Float32Array(size.width * size.height);
  let total = 0;
  let strength = 1;
  for (let layer = 0; layer < layers; layer++, strength *= 0.6) {
    total += strength;
  }
  strength = 1 / total;
  let shrink = 1;
  for (let layer = 0; layer < layers; layer++) {
    addLayer(plane, size, {
      cell: Math.max(1, cell / shrink),
      cellDown: Math.max(1, cellDown / shrink),
      strength,
      random,
    });
    strength *= 0.6;
    shrink *= 2;
  }
  return plane;
}

function addLayer(
  plane: Float32Array,
  { width, height }: Size,
  { cell, cellDown, strength, random }: {
    readonly cell: number;
    readonly cellDown: number;
    readonly strength: number;
    readonly random: Random;
  },
): void {
  const columns = Math.ceil(width / cell) + 1;
  const left = new Int32Array(width);
  const share = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    left[x] = Math.floor(x / cell);
    share[x] = ease(x / cell - left[x]!);
  }
  const knots = new Float32Array(columns + 1);
  const nextRow = (row: Float32Array): Float32Array => {
    for (let i = 0; i <= columns; i++) knots[i] = 2 * random.unit() - 1;
    for (let x = 0; x < width; x++) {
      const a = knots[left[x]!]!;
      row[x] = strength * (a + (knots[left[x]! + 1]! - a) * share[x]!);
    }
    return row;
  };
  let upper = nextRow(new Float32Array(width));
  let lower = nextRow(new Float32Array(width));
  let band = 0;
  for (let y = 0; y < height; y++) {
    const at = Math.floor(y / cellDown);
    while (band < at) {
      [upper, lower] = [lower, nextRow(upper)];
      band++;
    }
    const down = ease(y / cellDown - at);
    const start = y * width;
    for (let x = 0; x < width; x++) {
      const a = upper[x]!;
      plane[start + x] = plane[start + x]! + a + (lower[x]! - a) * down;
    }
  }
}

/** From 0 to 1 with no kink at either end. */
function ease(t: number): number {
  return t * t * (3 - 2 * t);
}
