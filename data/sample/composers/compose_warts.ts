import type { Lesion } from "../scene.ts";
import { type Ground, lesionAt, radiiOf } from "./composition.ts";

/** Horny papules and plaques that break the skin's lines, some with dark dots. */
export function composeWarts(ground: Ground): Lesion[] {
  const { area, shows, share, random } = ground;
  const count = random.whole(1, 6);
  const total = share * random.between(0.02, 0.075);
  const place = random.chance(0.5)
    ? { ...area.place(0.15 * area.unit, random) }
    : undefined;
  const warts = radiiOf(total, { count, area, random }).map((radius) =>
    lesionAt(
      place === undefined
        ? area.place(radius, random)
        : area.near(place, { spread: 0.14 * area.unit, random }),
      {
        kind: "wart",
        radius,
        aspect: 1.4,
        roughness: 0.12,
        random,
      },
    )
  );
  const dots = shows.has("Thrombosed capillaries")
    ? warts.map((wart) =>
      lesionAt(wart, {
        kind: "capillaries",
        radius: 0.8 * wart.radius,
        aspect: 1,
        random,
      })
    )
    : [];
  return [...warts, ...dots];
}
