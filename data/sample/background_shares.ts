import { noise } from "./noise.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";

/** Pixels over which skin turns away towards its end. */
const TURN = 36;

/**
 * How much of each pixel is skin that faces the camera: 0 on the background, rising
 * to 1 over the skin's end; `undefined` where there is no background.
 */
export function backgroundShares(
  scene: Scene,
  random: Random,
): Float32Array | undefined {
  const { background, width, height } = scene;
  if (background === undefined) return undefined;
  const { side, depth, bend } = background;
  const wobble = noise(scene, { cell: 120, random });
  const shares = new Float32Array(width * height);
  const upright = side === "left" || side === "right";
  const extent = upright ? width : height;
  let i = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const along = (upright ? y / height : x / width) - 0.5;
      const near = upright ? x : y;
      const from = side === "left" || side === "top" ? near : extent - 1 - near;
      const edge = extent * (depth + 4 * bend * along * along) + 6 * wobble[i]!;
      const share = (from - edge) / TURN;
      shares[i] = share < 0 ? 0 : share > 1 ? 1 : share * (2 - share);
    }
  }
  return shares;
}
