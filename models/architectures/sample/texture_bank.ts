import type { Layers } from "../layers.ts";
import {
  above,
  bothWays,
  type Channels,
  eachChannel,
  inUnits,
  mapsOf,
  meanAround,
} from "./filters.ts";
import {
  averaging,
  contrasting,
  dot,
  gaussian,
  line,
  ring,
  sampled,
} from "./kernels.ts";
import { opponents } from "./opponents.ts";

/** Variances of lightness, redness and yellowness that skin without lesions has. */
const FLOOR = [0.02, 0.004, 0.004] as const;

/**
 * Dots, rings and lines, and how a place differs from what is around it, where contrast
 * is measured in units of the contrast around: 60 maps, of 19×25 places for a picture
 * of 150×200.
 *
 * For each of three opponent colours:
 *
 * - dots of two sizes that have more, or less, of it, at two levels;
 * - rings of two sizes that have more, or less, of it;
 * - lines that have more, or less, of it in whichever of four directions they are
 *   strongest, at two levels;
 * - places that have more, or less, of it than their surrounding, at two levels.
 *
 * @param image N×3×H×W, red, green, blue, 0 to 255; H and W are even.
 */
export function textureBank(layers: Layers, image: string): Channels {
  const contrast = normalisedContrast(layers, opponents(layers, image));
  const smooth = eachChannel(layers, contrast, [
    averaging(sampled(gaussian(1), 3)),
  ]);
  const dots = eachChannel(layers, contrast, [
    contrasting(sampled(dot(0.8), 4)),
    contrasting(sampled(dot(1.6), 4)),
  ]);
  const rings = eachChannel(layers, contrast, [
    contrasting(sampled(ring(2.2), 5)),
    contrasting(sampled(ring(3.5), 5)),
  ]);
  return mapsOf(layers, [
    above(layers, dots, { mixtures: signed(dots), levels: [0.3, 0.9] }),
    above(layers, rings, { mixtures: signed(rings), levels: [0.4] }),
    ...lines(layers, contrast).map((found) =>
      above(layers, found, {
        mixtures: inUnits(new Array(found.count).fill(1)),
        levels: [0.4, 1],
      })
    ),
    above(layers, smooth, { mixtures: signed(smooth), levels: [0.5, 1.2] }),
  ], { window: 4, pad: [1, 0] });
}

/**
 * Colours less the mean around them, divided by their standard deviation there: neither
 * the skin's colour nor the light remains, and faint marks on even skin stand out.
 */
function normalisedContrast(
  layers: Layers,
  { tensor, count }: Channels,
): Channels {
  const around = [18, 24] as const;
  const contrast = layers.subtract(
    tensor,
    meanAround(layers, tensor, around),
  );
  const square = layers.multiply(contrast, contrast);
  const variance = layers.conv(meanAround(layers, square, around), {
    dims: [count, 1, 1, 1],
    weights: FLOOR.map(() => 1),
    bias: FLOOR,
    groups: count,
  });
  return { tensor: layers.divide(contrast, layers.sqrt(variance)), count };
}

/** Lines with more of a channel, and with less, in the direction where they are strongest. */
function lines(layers: Layers, x: Channels): Channels[] {
  const directions = [0, 1, 2, 3].map((quarter) =>
    eachChannel(layers, x, [
      contrasting(sampled(line(quarter * Math.PI / 4), 4)),
    ]).tensor
  );
  return [1, -1].map((sign) => ({
    ...x,
    tensor: layers.max(
      ...directions.map((found) =>
        sign === 1 ? found : layers.affine(found, sign)
      ),
    ),
  }));
}

/** Each channel as it is, and its negative. */
function signed({ count }: Channels): ReturnType<typeof bothWays> {
  return bothWays(inUnits(new Array(count).fill(1)));
}
