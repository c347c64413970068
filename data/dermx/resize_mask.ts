import {
  nearestPositions,
  type NearestRule,
} from "../image/nearest_positions.ts";
import type { Mask } from "./mask.ts";

/** What {@link resizeMask} makes of a mask. */
export interface ResizeMaskOptions {
  /** Columns, at least 1. */
  readonly width: number;
  /** Rows, at least 1. */
  readonly height: number;
  /** Which pixel is nearest. */
  readonly nearest: NearestRule;
}

/**
 * Shrinks or enlarges a mask by nearest neighbour, run by run: what it costs grows
 * with the runs and the sides of both sizes, not with their pixels.
 *
 * Parts that lie between the pixels taken vanish, and so may the whole mask.
 */
export function resizeMask(
  mask: Mask,
  { width, height, nearest }: ResizeMaskOptions,
): Mask {
  const { runs } = mask;
  const columns = columnsBefore(mask.width, { to: width, rule: nearest });
  const rows = nearestPositions(mask.height, { to: height, rule: nearest });
  const resized: number[] = [];
  let first = 0;
  for (let y = 0; y < height; y++) {
    const from = rows[y]! * mask.width;
    const to = from + mask.width;
    // Rows never descend; a row that is taken twice finds its runs again.
    while (first < runs.length && runs[first + 1]! <= from) first += 2;
    for (let i = first; i < runs.length && runs[i]! < to; i += 2) {
      const left = Math.max(runs[i]!, from) - from;
      const right = Math.min(runs[i + 1]!, to) - from;
      const start = y * width + columns[left]!;
      const end = y * width + columns[right]!;
      if (start === end) continue;
      if (resized.at(-1) === start) resized[resized.length - 1] = end;
      else resized.push(start, end);
    }
  }
  return { width, height, runs: Uint32Array.from(resized) };
}

/** How many of the new columns are taken from columns left of each, and of them all. */
function columnsBefore(
  from: number,
  options: { readonly to: number; readonly rule: NearestRule },
): Uint32Array {
  const before = new Uint32Array(from + 1);
  let column = 0;
  nearestPositions(from, options).forEach((position, i) => {
    while (column <= from && column <= position) before[column++] = i;
  });
  before.fill(options.to, column);
  return before;
}
