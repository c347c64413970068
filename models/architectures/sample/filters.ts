import type { Layers } from "../layers.ts";

/** A tensor N×C×H×W with its number of channels. */
export interface Channels {
  /** Its name. */
  readonly tensor: string;
  /** C. */
  readonly count: number;
}

/** Weights, one a channel of what is mixed. */
export type Mixture = readonly number[];

/** How far above a level a value is when it counts in full. */
const RAMP = 2 / 3;

/**
 * The mean over a large rectangle around each place, as far as it lies in the image:
 * down the columns, then along the rows, which costs little.
 *
 * @param reach How many rows, and columns, it reaches from its middle.
 */
export function meanAround(
  layers: Layers,
  x: string,
  [rows, columns]: readonly [number, number],
): string {
  const down = layers.averagePool(x, [2 * rows + 1, 1], { pad: [rows, 0] });
  return layers.averagePool(down, [1, 2 * columns + 1], { pad: [0, columns] });
}

/**
 * Applies the same square kernels to each channel, the image being continued by its
 * border; all results of the first channel come first.
 */
export function eachChannel(
  layers: Layers,
  { tensor, count }: Channels,
  kernels: readonly (readonly number[])[],
): Channels {
  const extent = Math.sqrt(kernels[0]!.length);
  const reach = (extent - 1) / 2;
  const all = kernels.flat();
  const filtered = layers.conv(layers.edgePad(tensor, [reach, reach]), {
    dims: [count * kernels.length, 1, extent, extent],
    weights: Array.from({ length: count }, () => all).flat(),
    groups: count,
  });
  return { tensor: filtered, count: count * kernels.length };
}

/**
 * How far mixtures of channels are above levels: 0 up to the level, 1 from a little
 * above it. Where nothing is marked all of these are 0, and what is marked strongly
 * does not outshine the rest.
 */
export function above(
  layers: Layers,
  { tensor, count }: Channels,
  { mixtures, levels }: {
    readonly mixtures: readonly Mixture[];
    readonly levels: readonly number[];
  },
): Channels {
  const rows = mixtures.flatMap((weights) =>
    levels.map((level) => ({ weights, level }))
  );
  const ramps = layers.conv(tensor, {
    dims: [rows.length, count, 1, 1],
    weights: rows.flatMap(({ weights }) => weights.map((w) => w / RAMP)),
    bias: rows.map(({ level }) => -level / RAMP),
  });
  return { tensor: layers.clip(ramps), count: rows.length };
}

/** Each channel alone, in a unit of its own. */
export function inUnits(units: readonly number[]): Mixture[] {
  return units.map((unit, channel) =>
    units.map((_, i) => i === channel ? 1 / unit : 0)
  );
}

/** Mixtures, and behind them what is opposite to each. */
export function bothWays(mixtures: readonly Mixture[]): Mixture[] {
  return [...mixtures, ...mixtures.map((weights) => weights.map((w) => -w))];
}

/**
 * The maps that a bank ends with, as `maps`: means of windows, spread to the windows
 * around them, as lesions are outlined generously, and as square roots, so that a few
 * full windows do not darken those that are half full.
 *
 * @param window Rows and columns of a window, which is also the step between them.
 */
export function mapsOf(
  layers: Layers,
  parts: readonly Channels[],
  { window, pad = [0, 0] }: {
    readonly window: number;
    readonly pad?: readonly [number, number];
  },
): Channels {
  const all = layers.concat(parts.map(({ tensor }) => tensor));
  const means = layers.averagePool(all, [window, window], {
    stride: window,
    pad,
  });
  const spread = layers.maxPool(means, [3, 3], { pad: [1, 1] });
  return {
    tensor: layers.sqrt(spread, "maps"),
    count: parts.reduce((sum, { count }) => sum + count, 0),
  };
}
