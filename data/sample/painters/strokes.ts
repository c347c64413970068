import { Random } from "../random.ts";
import type { Lesion } from "../scene.ts";
import { type Canvas, throughSpot } from "./canvas.ts";

/** A thin curved line. */
export interface Stroke {
  /** Where it starts. */
  readonly x: number;
  /** Where it starts. */
  readonly y: number;
  /** Its direction there, in radians. */
  readonly angle: number;
  /** How much it turns along its length, in radians. */
  readonly bend: number;
  /** In pixels. */
  readonly length: number;
}

/** Does something at each pixel of a line of one pixel's width, with how much of it the line covers. */
export function throughStroke(
  { tissue }: Canvas,
  stroke: Stroke,
  paint: (pixel: number, share: number) => void,
): void {
  const { width, height } = tissue;
  let { x, y } = stroke;
  for (let step = 0; step < stroke.length; step++) {
    const turn = stroke.angle + stroke.bend * step / stroke.length;
    x += Math.cos(turn);
    y += Math.sin(turn);
    const left = Math.floor(x);
    const top = Math.floor(y);
    if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
    const i = top * width + left;
    const right = x - left;
    const below = y - top;
    const fade = Math.min(1, (stroke.length - step) / 8);
    paint(i, fade * (1 - right) * (1 - below));
    paint(i + 1, fade * right * (1 - below));
    paint(i + width, fade * (1 - right) * below);
    paint(i + width + 1, fade * right * below);
  }
}

/** Fine red vessels (actinic keratosis). */
export function paintTelangiectasia(canvas: Canvas, lesion: Lesion): void {
  const { blood } = canvas.tissue;
  const random = new Random(`vessels/${lesion.seed}`);
  throughSpot(canvas, lesion, (i, share) => {
    blood[i]! += 0.2 * share;
  });
  const strokes = Math.round(5 + lesion.radius / 4);
  for (let stroke = 0; stroke < strokes; stroke++) {
    throughStroke(canvas, {
      x: lesion.x + 0.4 * lesion.radius * random.normal(),
      y: lesion.y + 0.4 * lesion.radius * random.normal(),
      angle: random.between(0, 2 * Math.PI),
      bend: random.between(-2, 2),
      length: lesion.radius * random.between(0.4, 0.9),
    }, (i, share) => {
      blood[i]! += 1.1 * lesion.strength * share;
    });
  }
}

/** White hairs (vitiligo). */
export function paintLeukotrichia(canvas: Canvas, lesion: Lesion): void {
  const { keratin, wax } = canvas.tissue;
  const random = new Random(`white hairs/${lesion.seed}`);
  const angle = random.between(0, 2 * Math.PI);
  for (let stroke = 0; stroke < 14 + lesion.radius / 3; stroke++) {
    throughStroke(canvas, {
      x: lesion.x + 0.45 * lesion.radius * random.normal(),
      y: lesion.y + 0.45 * lesion.radius * random.normal(),
      angle: angle + 0.3 * random.normal(),
      bend: random.between(-0.8, 0.8),
      length: random.between(14, 34),
    }, (i, share) => {
      keratin[i] = Math.max(keratin[i]!, Math.min(0.95, 1.3 * share));
      wax[i] = 0.1;
    });
  }
}
