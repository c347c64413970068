import { coverOf } from "../cover.ts";
import { lesionOutline } from "../lesion_outline.ts";
import type { Lesion } from "../scene.ts";
import type { Tissue } from "../tissue.ts";

/** Skin to draw on, and the textures that all drawing shares. */
export interface Canvas {
  /** What is drawn on. */
  readonly tissue: Tissue;
  /** Noise from pixel to pixel, -1 to 1. */
  readonly grain: Float32Array;
  /** Noise over some pixels. */
  readonly fine: Float32Array;
  /** Noise over some ten pixels. */
  readonly coarse: Float32Array;
}

/** Draws one lesion. */
export type Painter = (canvas: Canvas, lesion: Lesion) => void;

/** Does something at each pixel of a lesion, with how much the lesion covers of it. */
export function throughLesion(
  canvas: Canvas,
  lesion: Lesion,
  options: {
    /** Pixels over which the border fades. */
    readonly softness: number;
    /** Called with the pixel's index and the share, above 0 and at most 1. */
    readonly paint: (pixel: number, share: number) => void;
  },
): void {
  const { tissue: size } = canvas;
  const { softness, paint } = options;
  const cover = coverOf(lesionOutline(lesion), { size, softness });
  for (let y = 0; y < cover.height; y++) {
    const row = (cover.top + y) * size.width + cover.left;
    for (let x = 0; x < cover.width; x++) {
      const share = cover.shares[y * cover.width + x]!;
      if (share > 0) paint(row + x, share);
    }
  }
}

/** Does something at each pixel of a round spot, most at its middle and less outwards. */
export function throughSpot(
  canvas: Canvas,
  spot: { readonly x: number; readonly y: number; readonly radius: number },
  paint: (pixel: number, share: number) => void,
): void {
  const { width, height } = canvas.tissue;
  const { x, y, radius } = spot;
  const first = Math.max(0, Math.ceil(y - radius));
  const last = Math.min(height - 1, Math.floor(y + radius));
  const left = Math.max(0, Math.ceil(x - radius));
  const right = Math.min(width - 1, Math.floor(x + radius));
  for (let row = first; row <= last; row++) {
    for (let column = left; column <= right; column++) {
      const dx = (column - x) / radius;
      const dy = (row - y) / radius;
      const rest = 1 - dx * dx - dy * dy;
      if (rest > 0) paint(row * width + column, rest * rest);
    }
  }
}

/** A number brought between 0 and 1. */
export function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
