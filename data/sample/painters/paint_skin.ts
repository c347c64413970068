import type { Random } from "../random.ts";
import type { Skin } from "../scene.ts";
import { noise } from "../noise.ts";
import type { Tissue } from "../tissue.ts";
import { type Canvas, throughSpot } from "./canvas.ts";

/** Fills tissue with the skin that lesions lie on, without hairs. */
export function paintSkin(
  canvas: Canvas,
  { skin, random }: { readonly skin: Skin; readonly random: Random },
): void {
  const { tissue, grain, fine, coarse } = canvas;
  const { melanin, blood, relief, gloss } = tissue;
  const mottle = noise(tissue, {
    cell: 90,
    layers: 2,
    random: random.fork("mottle"),
  });
  for (let i = 0; i < melanin.length; i++) {
    melanin[i] = skin.melanin * (1 + 0.12 * mottle[i]! + 0.05 * coarse[i]!);
    blood[i] = skin.blood *
      (1 - 0.35 * mottle[i]! + 0.18 * coarse[i]! + 0.1 * fine[i]!);
    relief[i] = skin.relief * (0.9 * fine[i]! + 0.4 * grain[i]!);
    gloss[i] = skin.gloss;
  }
  if (skin.ridges !== undefined) addRidges(tissue, skin.ridges, mottle);
  if (skin.wrinkles > 0.05) {
    addWrinkles(tissue, skin.wrinkles, random.fork("wrinkles"));
  }
  addFreckles(canvas, skin, random.fork("freckles"));
}

/** The parallel lines of fingers, palms and soles, bent by slow noise. */
function addRidges(
  { relief, width, height }: Tissue,
  { period, angle }: NonNullable<Skin["ridges"]>,
  bend: Float32Array,
): void {
  const across = Math.cos(angle) / period;
  const down = Math.sin(angle) / period;
  let i = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const turns = x * across + y * down + 5 * bend[i]!;
      const part = turns - Math.floor(turns);
      relief[i]! += 1.1 * Math.abs(2 * part - 1);
    }
  }
}

/** Furrows where stretched noise changes its sign. */
function addWrinkles(tissue: Tissue, amount: number, random: Random): void {
  const upright = random.chance(0.5);
  const plane = noise(tissue, {
    cell: upright ? 18 : 70,
    cellDown: upright ? 70 : 18,
    layers: 2,
    random,
  });
  for (let i = 0; i < plane.length; i++) {
    const depth = 0.12 - Math.abs(plane[i]!);
    if (depth > 0) tissue.relief[i]! -= 14 * amount * depth;
  }
}

function addFreckles(canvas: Canvas, skin: Skin, random: Random): void {
  const { melanin, width, height } = canvas.tissue;
  const count = Math.round(120 * skin.freckles * width * height / 120_000);
  for (let freckle = 0; freckle < count; freckle++) {
    const strength = random.between(0.15, 0.5);
    const spot = {
      x: random.between(0, width),
      y: random.between(0, height),
      radius: random.between(1.5, 5),
    };
    throughSpot(canvas, spot, (i, share) => {
      melanin[i]! += strength * Math.min(1, 1.6 * share);
    });
  }
}
