import type { Layers } from "../layers.ts";
import type { Channels } from "./filters.ts";

/**
 * Opponent colours at half the size: lightness (the mean of the logarithms of red,
 * green and blue), redness (red to green, which rises with blood) and yellowness (both
 * to blue, which rises with pigment and horn).
 *
 * They are logarithms, so light and pigment add to them whatever the skin's colour,
 * and a difference of two places does not depend on the brightness of the light.
 *
 * @param image N×3×H×W, red, green, blue, 0 to 255; H and W are even.
 */
export function opponents(layers: Layers, image: string): Channels {
  const half = layers.averagePool(image, [2, 2], { stride: 2 });
  // The shift keeps the noise of dark pixels from being blown up.
  const logarithms = layers.log(layers.affine(half, 1 / 255, 0.03));
  const tensor = layers.conv(logarithms, {
    dims: [3, 3, 1, 1],
    // deno-fmt-ignore
    weights: [
      1 / 3, 1 / 3, 1 / 3,
      1, -1, 0,
      1 / 2, 1 / 2, -1,
    ],
  });
  return { tensor, count: 3 };
}
