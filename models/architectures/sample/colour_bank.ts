import type { Layers } from "../layers.ts";
import {
  above,
  bothWays,
  type Channels,
  eachChannel,
  inUnits,
  mapsOf,
  meanAround,
  type Mixture,
} from "./filters.ts";
import {
  averaging,
  contrasting,
  dot,
  gaussian,
  gaussianSlope,
  sampled,
} from "./kernels.ts";
import { opponents } from "./opponents.ts";

/** Differences of lightness, redness and yellowness that are marked. */
const MARKED = [0.25, 0.12, 0.12] as const;

/**
 * Where a place differs in colour from the skin around it, and how its colour varies:
 * 70 maps, of 15×20 places for a picture of 150×200.
 *
 * - 26 directions of colour (lighter, lighter and redder, …) at two levels;
 * - the slope of each opponent colour, whatever its direction (from the derivatives of
 *   a Gaussian), at two levels;
 * - dots that have more, and less, of each opponent colour, at two levels.
 *
 * @param image N×3×H×W, red, green, blue, 0 to 255; H and W are multiples of 10.
 */
export function colourBank(layers: Layers, image: string): Channels {
  const contrast = skinContrast(layers, opponents(layers, image));
  const smooth = eachChannel(layers, contrast, [
    averaging(sampled(gaussian(1), 3)),
  ]);
  const dots = eachChannel(layers, contrast, [
    contrasting(sampled(dot(1), 5)),
  ]);
  return mapsOf(layers, [
    above(layers, smooth, { mixtures: directions(), levels: [0.4, 1] }),
    above(layers, slopes(layers, contrast), {
      mixtures: inUnits([0.1, 0.05, 0.05]),
      levels: [0.5, 1.5],
    }),
    above(layers, dots, {
      mixtures: bothWays(inUnits([0.12, 0.06, 0.06])),
      levels: [0.5, 1.5],
    }),
  ], { window: 5 });
}

/**
 * Colours less those of the skin around them; 0 where there is no skin. What is grey,
 * blue or black over some extent is taken for background, so scales stay skin.
 */
function skinContrast(layers: Layers, { tensor, count }: Channels): Channels {
  const red = layers.clip(layers.conv(tensor, {
    dims: [1, count, 1, 1],
    weights: [0, 6, 0],
    bias: [-0.3],
  }));
  const light = layers.clip(layers.conv(tensor, {
    dims: [1, count, 1, 1],
    weights: [3, 0, 0],
    bias: [8],
  }));
  const share = meanAround(layers, layers.multiply(red, light), [5, 5]);
  const skin = layers.clip(layers.affine(share, 3, -1.2));
  const around = [25, 30] as const;
  const mean = layers.divide(
    meanAround(layers, layers.multiply(tensor, skin), around),
    layers.affine(meanAround(layers, skin, around), 1, 0.02),
  );
  const contrast = layers.multiply(layers.subtract(tensor, mean), skin);
  return { tensor: contrast, count };
}

/** The lengths of gradients, by channel. */
function slopes(layers: Layers, x: Channels): Channels {
  const [across, down] = (["x", "y"] as const).map((axis) => {
    const kernel = sampled(gaussianSlope(1, axis), 3);
    const { tensor } = eachChannel(layers, x, [kernel]);
    return layers.multiply(tensor, tensor);
  });
  return { ...x, tensor: layers.sqrt(layers.add(across!, down!)) };
}

/** Each of three colours more, less or alike, but for all alike. */
function directions(): Mixture[] {
  const signs = [-1, 0, 1];
  return signs.flatMap((light) =>
    signs.flatMap((red) =>
      signs.map((yellow) => {
        const length = Math.hypot(light, red, yellow);
        return [light, red, yellow].map((x, i) => x / MARKED[i]! / length);
      })
    )
  ).filter((mixture) => mixture.every(Number.isFinite));
}
