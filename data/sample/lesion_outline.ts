import type { Path } from "../dermx/outline.ts";
import { Random } from "./random.ts";
import type { Lesion } from "./scene.ts";

/** Waves around the border: from two lobes to nine. */
const WAVES = [2, 3, 4, 5, 7, 9] as const;

/** The border of a lesion as a closed path, about a corner every four pixels. */
export function lesionOutline(lesion: Lesion): Path {
  const { x, y, radius, aspect, angle, roughness, seed } = lesion;
  const random = new Random(`outline/${seed}`);
  const waves = WAVES.map((count) => ({
    count,
    size: 2 * roughness * random.between(0.4, 1) / count,
    phase: random.between(0, 2 * Math.PI),
  }));
  const corners = Math.max(8, Math.min(72, Math.round(radius * 1.6)));
  const long = radius * Math.sqrt(aspect);
  const wide = radius / Math.sqrt(aspect);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return Array.from({ length: corners }, (_, i) => {
    const turn = 2 * Math.PI * i / corners;
    const stray = waves.reduce(
      (sum, { count, size, phase }) =>
        sum + size * Math.cos(count * turn + phase),
      1,
    );
    const along = long * stray * Math.cos(turn);
    const across = wide * stray * Math.sin(turn);
    return {
      x: x + along * cos - across * sin,
      y: y + along * sin + across * cos,
    };
  });
}
