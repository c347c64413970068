import { rounded } from "./composers/composition.ts";
import type { Random } from "./random.ts";
import type { Camera } from "./scene.ts";

/** How a picture of a collection was taken: the first by a clinic, the second by phones. */
export function composeCamera(
  { dataset, blurred, random }: {
    readonly dataset: string;
    readonly blurred: boolean;
    readonly random: Random;
  },
): Camera {
  const clinic = dataset === "Generated A";
  const warmth = random.normal() * (clinic ? 0.025 : 0.055);
  const tint = random.normal() * (clinic ? 0.012 : 0.025);
  return {
    light: rounded(random.between(0, 2 * Math.PI)),
    contrast: rounded(
      clinic ? random.between(0.7, 1.3) : random.between(1, 1.8),
    ),
    falloff: rounded(
      clinic ? random.between(0, 0.25) : random.between(0.1, 0.5),
    ),
    exposure: rounded(random.between(0.82, 1.06)),
    cast: [1 + warmth, 1 + tint, 1 - warmth].map((gain) =>
      Math.round(gain * 1000) / 1000
    ) as [number, number, number],
    noise: rounded(clinic ? random.between(1, 2.5) : random.between(1.5, 4)),
    blur: rounded(
      blurred
        ? random.between(1.4, 2.4)
        : random.between(0, clinic ? 0.5 : 0.9),
    ),
  };
}
