import type { Mask } from "../../data/dermx/mask.ts";

/** The level that stands for 1 in a {@link FixedPointMap}: 30 bits after the point. */
export const FULL_LEVEL: number = 2 ** 30;

/** The double below 0.5; half itself would carry the double below it to 1. */
const BELOW_HALF = 0.5 - 2 ** -54;

/** Above this, a sum of levels would no longer be exact: 30 + 23 bits are a double's 53. */
const MAX_PIXELS = 2 ** 23;

/** Values from 0 to 1 over an image. */
export interface UnitMap {
  /** Columns, at least 1. */
  readonly width: number;
  /** Rows, at least 1. */
  readonly height: number;
  /** The values in row-major order: `width * height` of them. */
  readonly data: ArrayLike<number>;
}

/**
 * A map over an image, in steps of 2 ** -30, with which any run of pixels is
 * summed by one subtraction.
 *
 * Steps, because their sums are exact: a score does not depend on the order of
 * additions, a rate is never a rounding error above 1, and nothing is divided by
 * a rounding error in place of 0. And because equal values are equal: enlarging
 * leaves values that ought to be the same apart in their last bit, which would
 * decide between pixels by chance. A step is a sixty-fourth of what single precision,
 * in which maps are kept, resolves just below 1.
 *
 * Where many maps are scored in turn, dispose of each: the garbage collector lets more
 * than a hundred megabytes of them gather.
 */
export class FixedPointMap implements Disposable {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** The values times {@link FULL_LEVEL}, rounded, in row-major order. */
  readonly levels: Uint32Array<ArrayBuffer>;
  /** ΣA: the sum of all values, exact. */
  readonly sum: number;
  /** The sum of all levels before each pixel; made when a mask is first asked about. */
  #sums: Float64Array<ArrayBuffer> | undefined;

  /**
   * Takes the values of a map.
   *
   * @throws {RangeError} If a value is outside 0 to 1 or NaN, if there are not
   * `width * height` of them, or more than 2 ** 23.
   */
  constructor(map: UnitMap) {
    assertOneEach(map);
    const { width, height, data } = map;
    this.width = width;
    this.height = height;
    const levels = new Uint32Array(data.length);
    let sum = 0;
    for (let i = 0; i < levels.length; i++) {
      const level = levelOf(data[i]!);
      levels[i] = level;
      sum += level;
    }
    this.levels = levels;
    this.sum = sum / FULL_LEVEL;
  }

  /**
   * The {@link FixedPointMap.sum} of a map of which nothing else is wanted.
   *
   * @throws {RangeError} As the constructor does.
   */
  static sumOf(map: UnitMap): number {
    assertOneEach(map);
    const { data } = map;
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum += levelOf(data[i]!);
    return sum / FULL_LEVEL;
  }

  /**
   * ΣA over the pixels of a mask, exact.
   *
   * @throws {RangeError} If the mask has another size.
   */
  sumWithin(mask: Mask): number {
    const { width, height, runs } = mask;
    if (width !== this.width || height !== this.height) {
      throw new RangeError(
        `Cannot score a map of ${this.width} x ${this.height} pixels against a mask of ${width} x ${height}: bring both to one size`,
      );
    }
    const sums = this.#sums ??= sumsBefore(this.levels);
    let sum = 0;
    for (let i = 0; i < runs.length; i += 2) {
      sum += sums[runs[i + 1]!]! - sums[runs[i]!]!;
    }
    return sum / FULL_LEVEL;
  }

  /** Gives the memory back at once; the map must not be used any more. */
  [Symbol.dispose](): void {
    this.levels.buffer.transfer(0);
    this.#sums?.buffer.transfer(0);
  }
}

function assertOneEach({ width, height, data }: UnitMap): void {
  const pixels = width * height;
  if (data.length === pixels && pixels <= MAX_PIXELS) return;
  throw new RangeError(
    `Cannot score a map of ${width} x ${height} pixels with ${data.length} values: supply one a pixel, and at most ${MAX_PIXELS}`,
  );
}

/** As `Math.round` has it, in half the time: that branches on the fraction. */
function levelOf(value: number): number {
  if (value >= 0 && value <= 1) {
    return Math.floor(value * FULL_LEVEL + BELOW_HALF);
  }
  throw new RangeError(
    `Cannot score a map with the value ${value}: normalise it to 0 to 1 first`,
  );
}

function sumsBefore(levels: Uint32Array): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(levels.length + 1);
  let sum = 0;
  for (let i = 0; i < levels.length; i++) {
    sums[i] = sum;
    sum += levels[i]!;
  }
  sums[levels.length] = sum;
  return sums;
}
