import { type Canvas, throughLesion } from "./canvas.ts";
import type { Lesion } from "../scene.ts";

/** A raised red area with a sharp border (psoriasis). */
export function paintPlaque(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief, melanin } = canvas.tissue;
  const { fine, coarse } = canvas;
  throughLesion(canvas, lesion, {
    softness: 2 + lesion.seed % 4,
    paint: (i, share) => {
      const rim = 4 * share * (1 - share);
      blood[i]! +=
        lesion.strength * share * (0.75 + 0.25 * coarse[i]! + 0.15 * fine[i]!) +
        0.12 * rim;
      relief[i]! += 2.2 * share + 0.5 * share * fine[i]!;
      melanin[i]! += 0.08 * share;
    },
  });
}

/** A reddish-brown rough area with an unclear border (actinic keratosis). */
export function paintKeratosis(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief, melanin } = canvas.tissue;
  const { fine, coarse, grain } = canvas;
  throughLesion(canvas, lesion, {
    softness: Math.max(4, lesion.radius / 4),
    paint: (i, share) => {
      blood[i]! += lesion.strength * share *
        (0.45 + 0.3 * coarse[i]! + 0.2 * fine[i]!);
      melanin[i]! += 0.36 * lesion.strength * share * (1 + coarse[i]!);
      relief[i]! += share * (0.6 + 1.6 * fine[i]! + 1.2 * grain[i]!);
    },
  });
}

/** A red, somewhat greasy area that fades into the skin (seborrheic dermatitis). */
export function paintDermatitis(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief, gloss, wax, keratin } = canvas.tissue;
  const { fine, coarse } = canvas;
  throughLesion(canvas, lesion, {
    softness: Math.max(6, lesion.radius / 3),
    paint: (i, share) => {
      blood[i]! += lesion.strength * share *
        (0.6 + 0.35 * coarse[i]! + 0.15 * fine[i]!);
      relief[i]! += 0.6 * share + 0.3 * share * fine[i]!;
      gloss[i]! += 0.5 * share;
      const film = 0.3 * share * (1 + 0.5 * coarse[i]!);
      if (film > keratin[i]!) {
        keratin[i] = film;
        wax[i] = 0.95;
      }
    },
  });
}

/**
 * An area without pigment, with a sharp scalloped border; in some, pigment comes back
 * in dots around the hairs' roots (vitiligo).
 */
export function paintDepigmentation(canvas: Canvas, lesion: Lesion): void {
  const { melanin, blood } = canvas.tissue;
  const { fine, coarse } = canvas;
  const returning = lesion.seed % 3 === 0 ? 1 : 0;
  throughLesion(canvas, lesion, {
    softness: 2,
    paint: (i, share) => {
      const rim = 4 * share * (1 - share);
      const dot = Math.max(0, Math.min(0.7, 3 * (fine[i]! - 0.25)));
      const lost = 0.93 * Math.min(1, lesion.strength) * share *
        (1 - returning * dot);
      melanin[i] = melanin[i]! * (1 - lost) + 0.06 * rim;
      blood[i] = blood[i]! * (1 - 0.25 * share) +
        0.05 * share * (1 + coarse[i]!);
    },
  });
}

/** Redness without a border, which any skin may have. */
export function paintErythema(canvas: Canvas, lesion: Lesion): void {
  const { blood } = canvas.tissue;
  const { coarse } = canvas;
  throughLesion(canvas, lesion, {
    softness: lesion.radius / 1.5,
    paint: (i, share) => {
      blood[i]! += lesion.strength * share * (0.5 + 0.3 * coarse[i]!);
    },
  });
}

/** Brown spots, redness and leather-like skin where the sun was (actinic keratosis). */
export function paintSunDamage(canvas: Canvas, lesion: Lesion): void {
  const { melanin, blood, relief } = canvas.tissue;
  const { fine, coarse, grain } = canvas;
  throughLesion(canvas, lesion, {
    softness: lesion.radius / 2,
    paint: (i, share) => {
      const spot = coarse[i]! + 0.8 * fine[i]! - 0.25;
      if (spot > 0) {
        melanin[i]! += lesion.strength * share * 1.2 * Math.min(0.4, spot);
      }
      blood[i]! += 0.15 * lesion.strength * share * (1 + coarse[i]!);
      relief[i]! += share * (0.5 * fine[i]! + 0.3 * grain[i]!);
    },
  });
}
