import type { RgbImage } from "../image/rgb_image.ts";
import { drawCaption } from "./draw_caption.ts";
import { lightScene } from "./light_scene.ts";
import { noise } from "./noise.ts";
import type { Canvas } from "./painters/canvas.ts";
import { paintHairs } from "./painters/paint_hairs.ts";
import { paintSkin } from "./painters/paint_skin.ts";
import { PAINTERS } from "./painters/painters.ts";
import { Random } from "./random.ts";
import type { Scene } from "./scene.ts";
import { emptyTissue } from "./tissue.ts";

/** Draws a scene; equal scenes give equal bytes. */
export function drawScene(scene: Scene): RgbImage {
  const random = new Random(`scene/${scene.seed}`);
  const plane = (name: string, cell: number, layers: number): Float32Array =>
    noise(scene, { cell, layers, random: random.fork(name) });
  const canvas: Canvas = {
    tissue: emptyTissue(scene),
    grain: plane("grain", 1.5, 1),
    fine: plane("fine", 5, 2),
    coarse: plane("coarse", 22, 2),
  };
  paintSkin(canvas, { skin: scene.skin, random: random.fork("skin") });
  for (const lesion of scene.lesions) PAINTERS[lesion.kind](canvas, lesion);
  paintHairs(canvas, { skin: scene.skin, random: random.fork("hairs") });
  const image = lightScene(canvas.tissue, { scene, random });
  drawCaption(image);
  return image;
}
