/** A value at each place of a square, counted from its middle: x to the right, y down. */
export type Profile = (x: number, y: number) => number;

/** The weights of a profile over (2·reach + 1)² places, rows from the top. */
export function sampled(profile: Profile, reach: number): number[] {
  const extent = 2 * reach + 1;
  return Array.from(
    { length: extent ** 2 },
    (_, i) => profile(i % extent - reach, Math.floor(i / extent) - reach),
  );
}

/** Weights scaled to a sum of 1, so that they take a mean. */
export function averaging(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Weights that see no constant and are scaled so that those above 0 sum to 1: what
 * they yield is the difference of two means.
 */
export function contrasting(weights: readonly number[]): number[] {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) /
    weights.length;
  const centred = weights.map((weight) => weight - mean);
  const half = centred.reduce((sum, weight) => sum + Math.abs(weight), 0) / 2;
  return centred.map((weight) => weight / half);
}

/** A Gaussian of a standard deviation in pixels, with a volume of 1. */
export function gaussian(deviation: number): Profile {
  const variance = deviation ** 2;
  return (x, y) =>
    Math.exp(-(x * x + y * y) / (2 * variance)) / (2 * Math.PI * variance);
}

/** Minus the slope of a {@link gaussian} along one axis, times its deviation. */
export function gaussianSlope(deviation: number, axis: "x" | "y"): Profile {
  const bell = gaussian(deviation);
  return (x, y) => bell(x, y) * (axis === "x" ? x : y) / deviation;
}

/** A dot: a Gaussian less a wider one. */
export function dot(deviation: number): Profile {
  const middle = gaussian(deviation);
  const around = gaussian(1.8 * deviation);
  return (x, y) => middle(x, y) - around(x, y);
}

/** A ring of a radius in pixels, less what it encloses. */
export function ring(radius: number): Profile {
  return (x, y) => {
    const square = x * x + y * y;
    const off = Math.sqrt(square) - radius;
    return Math.exp(-(off ** 2) / 1.2) -
      1.3 * Math.exp(-2 * square / radius ** 2);
  };
}

/** A line between two of the other sign (an even Gabor function, 4 pixels a wave). */
export function line(angle: number): Profile {
  return (x, y) => {
    const across = x * Math.cos(angle) + y * Math.sin(angle);
    const along = y * Math.cos(angle) - x * Math.sin(angle);
    return Math.exp(-(across ** 2 + 0.3 * along ** 2) / 3.92) *
      Math.cos(Math.PI / 2 * across);
  };
}
