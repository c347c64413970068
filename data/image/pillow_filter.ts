/** The names of Pillow's resampling filters. */
export type PillowFilter =
  | "nearest"
  | "box"
  | "bilinear"
  | "hamming"
  | "bicubic"
  | "lanczos";

/** A filter that weighs source pixels by their distance. */
export interface FilterKernel {
  /** The distance in source pixels beyond which the weight is 0, before scaling. */
  readonly support: number;
  /** The weight, not normalised, at a signed distance. */
  weight(distance: number): number;
}

/**
 * The kernels of Pillow's `Resample.c` (9.4), operation by operation, so that the
 * weights round alike. Nearest is not among them: it picks, it does not weigh.
 */
export const KERNELS: Readonly<
  Record<Exclude<PillowFilter, "nearest">, FilterKernel>
> = {
  // Half open: a pixel on the border of two boxes counts once.
  box: { support: 0.5, weight: (x) => x > -0.5 && x <= 0.5 ? 1 : 0 },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: { support: 1, weight: hamming },
  bicubic: { support: 2, weight: bicubic },
  lanczos: {
    support: 3,
    weight: (x) => -3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0,
  },
};

// Pillow writes these two as single-precision constants.
const HAMMING_MEAN = Math.fround(0.54);
const HAMMING_WAVE = Math.fround(0.46);

function hamming(distance: number): number {
  const x = Math.abs(distance);
  if (x === 0) return 1;
  if (x >= 1) return 0;
  const angle = x * Math.PI;
  return Math.sin(angle) / angle *
    (HAMMING_MEAN + HAMMING_WAVE * Math.cos(angle));
}

/** Keys' cubic with a = −0.5. */
function bicubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * -0.5;
  return 0;
}

function sinc(x: number): number {
  if (x === 0) return 1;
  const angle = x * Math.PI;
  return Math.sin(angle) / angle;
}
