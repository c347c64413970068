import type { Mask } from "../../data/dermx/mask.ts";

/** How many of several masks each pixel of an image is in. */
export interface VoteMap {
  /** Columns, at least 1. */
  readonly width: number;
  /** Rows, at least 1; `width * height` is below 2 ** 32. */
  readonly height: number;
  /**
   * Start and end (exclusive) of each run as pixel indices `y * width + x`, and the
   * votes of its pixels, at least 1; ascending. Two runs that touch differ in votes, so
   * one map has exactly one list of runs.
   */
  readonly runs: Uint32Array;
}

/**
 * Lays masks over each other. The work grows with their runs, not with their pixels.
 *
 * @throws {RangeError} If the masks differ in width or height.
 */
export function countVotes(masks: readonly [Mask, ...Mask[]]): VoteMap {
  const { width, height } = masks[0];
  for (const mask of masks) {
    if (mask.width === width && mask.height === height) continue;
    throw new RangeError(
      `Cannot lay a mask of ${mask.width} x ${mask.height} pixels over one of ${width} x ${height}: take masks of one image`,
    );
  }
  const lists = masks.map(({ runs }) => runs);
  // Where each mask next begins or ends; which of the two, the parity of its place says.
  const places = new Uint32Array(lists.length);
  const next = Float64Array.from(lists, (runs) => runs[0] ?? Infinity);
  const boundaries = lists.reduce((sum, { length }) => sum + length, 0);
  const runs = new Uint32Array(3 * boundaries);
  let length = 0;
  let votes = 0;
  let from = 0;
  for (let at = least(next); at < Infinity; at = least(next)) {
    const before = votes;
    for (let i = 0; i < next.length; i++) {
      if (next[i] !== at) continue;
      const place = places[i]!++;
      votes += place % 2 === 0 ? 1 : -1;
      const list = lists[i]!;
      next[i] = place + 1 < list.length ? list[place + 1]! : Infinity;
    }
    if (votes === before) continue;
    if (before > 0) {
      runs[length++] = from;
      runs[length++] = at;
      runs[length++] = before;
    }
    from = at;
  }
  return { width, height, runs: runs.slice(0, length) };
}

/** The most votes that a pixel has; 0 if none has any. */
export function mostVotes({ runs }: VoteMap): number {
  let most = 0;
  for (let i = 2; i < runs.length; i += 3) most = Math.max(most, runs[i]!);
  return most;
}

/** The number of pixels that have a vote. */
export function votedArea({ runs }: VoteMap): number {
  let pixels = 0;
  for (let i = 0; i < runs.length; i += 3) pixels += runs[i + 1]! - runs[i]!;
  return pixels;
}

function least(values: Float64Array): number {
  let least = Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < least) least = values[i]!;
  }
  return least;
}
