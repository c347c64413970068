import { type Canvas, clamp, type Painter, throughLesion } from "./canvas.ts";
import type { Lesion } from "../scene.ts";

/** What tells one kind of scale from another. */
interface ScaleLook {
  /** How much of its area has flakes, from -1 to 1. */
  readonly density: number;
  /** How large the flakes are: 0 for grains, 1 for sheets. */
  readonly size: number;
  /** How opaque a flake is. */
  readonly opacity: number;
  /** How yellow. */
  readonly wax: number;
  /** How far it stands out, in pixels. */
  readonly height: number;
  /** How much it shines. */
  readonly gloss: number;
}

/** Thick white sheets, as on psoriasis. */
export const paintSilveryScale: Painter = scalePainter({
  density: 0.12,
  size: 0.6,
  opacity: 0.78,
  wax: 0.1,
  height: 1.8,
  gloss: 0.1,
});

/** Thin yellowish greasy flakes, as in seborrheic dermatitis. */
export const paintGreasyScale: Painter = scalePainter({
  density: 0.05,
  size: 0.6,
  opacity: 0.62,
  wax: 0.8,
  height: 0.7,
  gloss: 0.5,
});

/** Small hard grains that feel like sandpaper, as on actinic keratosis. */
export const paintGrittyScale: Painter = scalePainter({
  density: -0.05,
  size: 0.05,
  opacity: 0.6,
  wax: 0.5,
  height: 1.5,
  gloss: 0,
});

function scalePainter(look: ScaleLook): Painter {
  return (canvas: Canvas, lesion: Lesion): void => {
    const { keratin, wax, relief, gloss } = canvas.tissue;
    const { grain, fine, coarse } = canvas;
    throughLesion(canvas, lesion, {
      softness: 4,
      paint: (i, share) => {
        const flake = look.size * (coarse[i]! + 0.7 * fine[i]!) +
          (1 - look.size) * (1.1 * fine[i]! + 0.6 * grain[i]!);
        const here = clamp(0.5 + 2.4 * (flake + look.density)) * share;
        const horn = clamp(look.opacity * lesion.strength * here);
        if (horn <= keratin[i]!) return;
        keratin[i] = horn;
        wax[i] = look.wax;
        relief[i]! += look.height * here * (0.7 + 0.6 * fine[i]!);
        gloss[i]! += look.gloss * here;
      },
    });
  };
}
