import { Random } from "../random.ts";
import type { Lesion } from "../scene.ts";
import { type Canvas, throughLesion, throughSpot } from "./canvas.ts";

/** A small red bump. */
export function paintPapule(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief } = canvas.tissue;
  throughSpot(canvas, halo(lesion, 1.9), (i, share) => {
    blood[i]! += 0.35 * lesion.strength * share;
  });
  throughLesion(canvas, lesion, {
    softness: 3,
    paint: (i, share) => {
      blood[i]! += 0.6 * lesion.strength * share * (1 + 0.3 * canvas.fine[i]!);
    },
  });
  throughSpot(canvas, halo(lesion, 1.25), (i, share) => {
    relief[i]! += 0.45 * lesion.radius * share;
  });
}

/** A bump with a yellow-white head on a red ground. */
export function paintPustule(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief, keratin, wax, gloss } = canvas.tissue;
  throughSpot(canvas, halo(lesion, 2.6), (i, share) => {
    blood[i]! += 0.8 * lesion.strength * share;
  });
  throughSpot(canvas, halo(lesion, 1.5), (i, share) => {
    relief[i]! += 0.5 * lesion.radius * share;
  });
  throughSpot(canvas, halo(lesion, 1.05), (i, share) => {
    keratin[i] = Math.max(keratin[i]!, Math.min(0.8, 1.5 * share));
    wax[i] = 0.5;
    gloss[i]! += 0.4 * share;
  });
}

/** A blackhead: a dark plug in an open pore. */
export function paintOpenComedo(canvas: Canvas, lesion: Lesion): void {
  const { melanin, relief, blood } = canvas.tissue;
  throughSpot(canvas, halo(lesion, 2), (i, share) => {
    relief[i]! += 0.4 * lesion.radius * share;
  });
  throughSpot(canvas, halo(lesion, 1.15), (i, share) => {
    const plug = lesion.strength * Math.min(1, 1.6 * share);
    melanin[i]! += 1.5 * plug;
    blood[i]! += 0.4 * plug;
  });
}

/** A whitehead: a pale bump under closed skin. */
export function paintClosedComedo(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief, keratin, wax } = canvas.tissue;
  throughSpot(canvas, halo(lesion, 1.4), (i, share) => {
    relief[i]! += 0.7 * lesion.radius * share;
    blood[i]! *= 1 - 0.4 * share;
  });
  throughSpot(canvas, halo(lesion, 0.9), (i, share) => {
    keratin[i] = Math.max(keratin[i]!, 0.35 * lesion.strength * share);
    wax[i] = 0.25;
  });
}

/** A large red bump (nodule), or a paler and rounder one (cyst). */
export function paintNodule(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief, gloss } = canvas.tissue;
  const redness = lesion.kind === "cyst" ? 0.35 : 0.75;
  throughSpot(canvas, halo(lesion, 1.7), (i, share) => {
    blood[i]! += redness * lesion.strength * share *
      (1 + 0.3 * canvas.coarse[i]!);
  });
  throughSpot(canvas, halo(lesion, 1.2), (i, share) => {
    relief[i]! += 0.5 * lesion.radius * share;
    gloss[i]! += 0.35 * share;
  });
}

/** A dent, paler or redder than the skin, as acne leaves. */
export function paintScar(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief, melanin } = canvas.tissue;
  const redness = new Random(`scar/${lesion.seed}`).between(-0.25, 0.35);
  throughLesion(canvas, lesion, {
    softness: 2,
    paint: (i, share) => {
      relief[i]! -= 0.35 * lesion.radius * lesion.strength * share;
      blood[i]! += redness * share;
      melanin[i]! *= 1 - 0.2 * share;
    },
  });
}

/** Horny and skin-coloured, its surface split like a cauliflower's (viral wart). */
export function paintWart(canvas: Canvas, lesion: Lesion): void {
  const { blood, relief, keratin, wax, melanin } = canvas.tissue;
  const { fine, grain, coarse } = canvas;
  const random = new Random(`wart/${lesion.seed}`);
  const look = {
    horn: random.between(0.22, 0.45),
    wax: random.between(0.3, 0.7),
  };
  throughLesion(canvas, lesion, {
    softness: Math.max(2, lesion.radius / 8),
    paint: (i, share) => {
      const cleft = Math.max(
        0,
        0.38 - 1.2 * Math.abs(fine[i]! + 0.3 * grain[i]!),
      );
      // The skin's own lines stop at a wart.
      relief[i] = relief[i]! * (1 - 0.85 * share) +
        share * (0.09 * lesion.radius + 2.4 - 5 * cleft + 0.8 * coarse[i]!);
      blood[i] = blood[i]! * (1 - 0.35 * share) + 0.5 * cleft * share;
      melanin[i]! += share * (0.06 + 1.9 * cleft);
      const horn = look.horn * lesion.strength * share * (1 - cleft);
      if (horn > keratin[i]!) {
        keratin[i] = horn;
        wax[i] = look.wax;
      }
    },
  });
  const dome = { ...lesion, radius: lesion.radius * 1.2 };
  throughSpot(canvas, dome, (i, share) => {
    relief[i]! += 0.25 * lesion.radius * share;
  });
}

/** Dark dots: capillaries that are closed by clots (viral wart). */
export function paintCapillaries(canvas: Canvas, lesion: Lesion): void {
  const { melanin, blood } = canvas.tissue;
  const random = new Random(`capillaries/${lesion.seed}`);
  const dots = Math.max(3, Math.round(lesion.radius * 0.9));
  for (let dot = 0; dot < dots; dot++) {
    const x = lesion.x + 0.45 * lesion.radius * random.normal();
    const y = lesion.y + 0.45 * lesion.radius * random.normal();
    const radius = random.between(1.2, 2.4);
    throughSpot(canvas, { x, y, radius }, (i, share) => {
      melanin[i]! += 1.3 * lesion.strength * share;
      blood[i]! += 1.5 * lesion.strength * share;
    });
  }
}

/** A brown spot, which any skin may have. */
export function paintMole(canvas: Canvas, lesion: Lesion): void {
  const { melanin, relief } = canvas.tissue;
  throughLesion(canvas, lesion, {
    softness: 2,
    paint: (i, share) => {
      melanin[i]! += lesion.strength * share * (0.9 + 0.3 * canvas.fine[i]!);
      relief[i]! += 0.5 * share;
    },
  });
}

function halo(
  { x, y, radius }: Lesion,
  times: number,
): { readonly x: number; readonly y: number; readonly radius: number } {
  return { x, y, radius: Math.max(1, radius * times) };
}
