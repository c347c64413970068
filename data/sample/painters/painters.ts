import type { LesionKind } from "../scene.ts";
import {
  paintCapillaries,
  paintClosedComedo,
  paintMole,
  paintNodule,
  paintOpenComedo,
  paintPapule,
  paintPustule,
  paintScar,
  paintWart,
} from "./bumps.ts";
import type { Painter } from "./canvas.ts";
import {
  paintDepigmentation,
  paintDermatitis,
  paintErythema,
  paintKeratosis,
  paintPlaque,
  paintSunDamage,
} from "./patches.ts";
import {
  paintGreasyScale,
  paintGrittyScale,
  paintSilveryScale,
} from "./scales.ts";
import { paintLeukotrichia, paintTelangiectasia } from "./strokes.ts";

/** How each kind of lesion is drawn. */
export const PAINTERS: Readonly<Record<LesionKind, Painter>> = {
  papule: paintPapule,
  pustule: paintPustule,
  open_comedo: paintOpenComedo,
  closed_comedo: paintClosedComedo,
  nodule: paintNodule,
  cyst: paintNodule,
  scar: paintScar,
  keratosis: paintKeratosis,
  gritty_scale: paintGrittyScale,
  sun_damage: paintSunDamage,
  telangiectasia: paintTelangiectasia,
  plaque: paintPlaque,
  silvery_scale: paintSilveryScale,
  dermatitis: paintDermatitis,
  greasy_scale: paintGreasyScale,
  wart: paintWart,
  capillaries: paintCapillaries,
  depigmentation: paintDepigmentation,
  leukotrichia: paintLeukotrichia,
  mole: paintMole,
  erythema: paintErythema,
};
