import type { Random } from "../random.ts";
import type { Skin } from "../scene.ts";
import type { Canvas } from "./canvas.ts";
import { throughStroke } from "./strokes.ts";

/** Draws hairs; they come last because they lie on top. */
export function paintHairs(
  canvas: Canvas,
  { skin, random }: { readonly skin: Skin; readonly random: Random },
): void {
  const { melanin, width, height } = canvas.tissue;
  const angle = random.between(0, 2 * Math.PI);
  for (let hair = 0; hair < skin.hairs; hair++) {
    throughStroke(canvas, {
      x: random.between(0, width),
      y: random.between(0, height),
      angle: angle + 0.5 * random.normal(),
      bend: random.between(-0.9, 0.9),
      length: random.between(14, 42),
    }, (i, share) => {
      melanin[i]! += skin.hairColour * share;
    });
  }
}
