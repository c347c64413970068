/**
 * A set of pixels of one image as runs in row-major order.
 *
 * A run may pass from the end of one row to the start of the next, so a set of
 * pixels has exactly one list of runs: two masks of one size are equal if their
 * runs are.
 */
export interface Mask {
  /** Columns, at least 1. */
  readonly width: number;
  /** Rows, at least 1; `width * height` is below 2 ** 32. */
  readonly height: number;
  /**
   * Start and end (exclusive) of each run as pixel indices `y * width + x`,
   * ascending, with at least one free pixel between two runs.
   */
  readonly runs: Uint32Array;
}

/** The number of pixels in a mask. */
export function area(mask: Mask): number {
  const { runs } = mask;
  let pixels = 0;
  for (let i = 0; i < runs.length; i += 2) pixels += runs[i + 1]! - runs[i]!;
  return pixels;
}

/**
 * The number of pixels that two masks share.
 *
 * @throws {RangeError} If the masks differ in width or height.
 */
export function intersectionArea(a: Mask, b: Mask): number {
  assertSameSize(a, b);
  const p = a.runs;
  const q = b.runs;
  let pixels = 0;
  let i = 0;
  let j = 0;
  while (i < p.length && j < q.length) {
    const start = p[i]! > q[j]! ? p[i]! : q[j]!;
    const pEnd = p[i + 1]!;
    const qEnd = q[j + 1]!;
    const end = pEnd < qEnd ? pEnd : qEnd;
    if (start < end) pixels += end - start;
    if (pEnd <= end) i += 2;
    if (qEnd <= end) j += 2;
  }
  return pixels;
}

/**
 * The pixels that are in either of two masks.
 *
 * @throws {RangeError} If the masks differ in width or height.
 */
export function union(a: Mask, b: Mask): Mask {
  assertSameSize(a, b);
  const p = a.runs;
  const q = b.runs;
  const merged = new Uint32Array(p.length + q.length);
  let length = 0;
  let i = 0;
  let j = 0;
  while (i < p.length || j < q.length) {
    const fromA = j >= q.length || (i < p.length && p[i]! <= q[j]!);
    const start = fromA ? p[i++]! : q[j++]!;
    const end = fromA ? p[i++]! : q[j++]!;
    if (length > 0 && start <= merged[length - 1]!) {
      if (end > merged[length - 1]!) merged[length - 1] = end;
    } else {
      merged[length++] = start;
      merged[length++] = end;
    }
  }
  return { width: a.width, height: a.height, runs: merged.slice(0, length) };
}

function assertSameSize(a: Mask, b: Mask): void {
  if (a.width !== b.width || a.height !== b.height) {
    throw new RangeError(
      `Cannot combine a mask of ${a.width} x ${a.height} pixels with one of ${b.width} x ${b.height}: take masks of one image`,
    );
  }
}
