import type { RgbImage } from "../image/rgb_image.ts";
import { backgroundShares } from "./background_shares.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";
import { smoothen } from "./smoothen.ts";
import type { Tissue } from "./tissue.ts";

/** How red, green and blue light fares in skin. */
const CHANNELS = [
  { bare: 0.97, melanin: 0.5, blood: 0.13, silver: 0.95, yellow: 0.9 },
  { bare: 0.87, melanin: 0.85, blood: 0.78, silver: 0.93, yellow: 0.76 },
  { bare: 0.81, melanin: 1.15, blood: 0.62, silver: 0.92, yellow: 0.48 },
] as const;

/** Steps of a halving of light. */
const STEPS = 256;

/** What so many steps leave of the light, up to eight halvings. */
const HALVED = halvings(8 * STEPS);

/** What reaches each pixel, apart from the skin's colour. */
interface Light {
  /** How brightly it is lit. */
  readonly lit: Float32Array;
  /** What it mirrors. */
  readonly shine: Float32Array;
}

/** Lights tissue and takes its picture: shading, background, colour cast, blur and noise. */
export function lightScene(
  tissue: Tissue,
  { scene, random }: { readonly scene: Scene; readonly random: Random },
): RgbImage {
  const { width, height } = tissue;
  const skin = backgroundShares(scene, random.fork("background"));
  const light = lightOf(tissue, { scene, skin });
  const data = new Uint8Array(3 * width * height);
  const grain = grainOf(width * height, random.fork("noise"));
  CHANNELS.forEach((_, channel) => {
    const plane = reflect(tissue, { light, channel });
    if (skin !== undefined) layBackground(plane, { scene, skin, channel });
    smoothen(plane, tissue, scene.camera.blur);
    develop(plane, { data, grain, scene, channel });
  });
  return { width, height, data };
}

/** Shades slopes, dims the far side and the corners, and turns the skin's end away. */
function lightOf(
  { width, height, relief, gloss }: Tissue,
  { scene: { camera }, skin }: {
    readonly scene: Scene;
    readonly skin: Float32Array | undefined;
  },
): Light {
  const lit = new Float32Array(width * height);
  const shine = new Float32Array(width * height);
  const across = Math.cos(camera.light);
  const along = Math.sin(camera.light);
  let i = 0;
  for (let y = 0; y < height; y++) {
    const up = y > 0 ? width : 0;
    const down = y < height - 1 ? width : 0;
    const v = y / height - 0.5;
    for (let x = 0; x < width; x++, i++) {
      const dx = relief[x < width - 1 ? i + 1 : i]! -
        relief[x > 0 ? i - 1 : i]!;
      const dy = relief[i + down]! - relief[i - up]!;
      const slope = camera.contrast * (dx * across + dy * along);
      const u = x / width - 0.5;
      const far = 1 - camera.falloff * (u * across + v * along) -
        0.35 * (u * u + v * v);
      const facing = Math.min(1.5, Math.max(0.4, 1 - 0.06 * slope));
      const end = skin === undefined ? 1 : 0.5 + 0.5 * skin[i]!;
      lit[i] = camera.exposure * far * facing * end;
      shine[i] = slope < 0 ? gloss[i]! * Math.min(0.35, -0.05 * slope) : 0;
    }
  }
  return { lit, shine };
}

/** What skin and horn send back of one channel. */
function reflect(
  { melanin, blood, keratin, wax }: Tissue,
  { light, channel }: { readonly light: Light; readonly channel: number },
): Float32Array {
  const { lit, shine } = light;
  const tint = CHANNELS[channel]!;
  const plane = new Float32Array(lit.length);
  for (let i = 0; i < plane.length; i++) {
    const taken = melanin[i]! * tint.melanin + blood[i]! * tint.blood;
    const step = (STEPS * taken) | 0;
    const skin = tint.bare *
      HALVED[step < 0 ? 0 : step >= HALVED.length ? HALVED.length - 1 : step]!;
    const horn = tint.silver + (tint.yellow - tint.silver) * wax[i]!;
    plane[i] = (skin + (horn - skin) * keratin[i]!) * lit[i]! + shine[i]!;
  }
  return plane;
}

function layBackground(
  plane: Float32Array,
  { scene, skin, channel }: {
    readonly scene: Scene;
    readonly skin: Float32Array;
    readonly channel: number;
  },
): void {
  const { background, camera } = scene;
  const colour = (background?.colour[channel] ?? 0) * camera.exposure;
  for (let i = 0; i < plane.length; i++) {
    const hard = Math.min(1, 6 * skin[i]!);
    plane[i] = colour + (plane[i]! - colour) * hard;
  }
}

/** Writes one channel's bytes. */
function develop(
  plane: Float32Array,
  { data, grain, scene, channel }: {
    readonly data: Uint8Array;
    readonly grain: Int8Array;
    readonly scene: Scene;
    readonly channel: number;
  },
): void {
  const { cast, noise } = scene.camera;
  const gain = 255 * cast[channel]!;
  const deviation = noise / 37;
  let out = channel;
  for (let i = 0; i < plane.length; i++) {
    const value = gain * plane[i]! + deviation * grain[i]! + 0.5;
    data[out] = value < 0 ? 0 : value > 255 ? 255 : value;
    out += 3;
  }
}

/** Noise of deviation 37: the mean of two bytes of one word, about 0. */
function grainOf(length: number, random: Random): Int8Array {
  const grain = new Int8Array(length);
  for (let i = 0; i < length; i += 2) {
    const word = random.word();
    grain[i] = ((word & 127) + ((word >>> 8) & 127)) - 127;
    grain[i + 1] = (((word >>> 16) & 127) + ((word >>> 24) & 127)) - 127;
  }
  return grain;
}

/** By square roots and products, which unlike powers are the same on every machine. */
function halvings(steps: number): Float32Array {
  let step = 0.5;
  for (let parts = 1; parts < STEPS; parts *= 2) step = Math.sqrt(step);
  let left = 1;
  return Float32Array.from({ length: steps }, () => {
    const here = left;
    left *= step;
    return here;
  });
}
