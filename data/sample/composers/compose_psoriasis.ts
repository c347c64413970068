import type { Lesion } from "../scene.ts";
import { type Ground, lesionAt, radiiOf } from "./composition.ts";

/** Red plaques with silvery scale, and small papules around them where seen. */
export function composePsoriasis(ground: Ground): Lesion[] {
  const { area, shows, share, random } = ground;
  const count = random.whole(1, 5);
  const total = share * random.between(0.04, 0.11);
  const plaques = radiiOf(total, { count, area, random }).map((radius) =>
    lesionAt(area.place(radius, random), {
      kind: "plaque",
      radius,
      aspect: 1.8,
      roughness: 0.14,
      strength: random.between(0.75, 1.15),
      random,
    })
  );
  const scales = shows.has("Scale")
    ? plaques.map((plaque) => scaleOn(plaque, ground))
    : [];
  const papules = shows.has("Papule")
    ? Array.from({ length: random.whole(3, 9) }, () =>
      lesionAt(
        area.near(random.pick(plaques), { spread: 0.22 * area.unit, random }),
        {
          kind: "papule",
          radius: area.unit * random.between(0.012, 0.022),
          random,
        },
      ))
    : [];
  return [...papules, ...plaques, ...scales];
}

function scaleOn(plaque: Lesion, { area, random }: Ground): Lesion {
  const radius = plaque.radius * random.between(0.6, 0.9);
  const spread = 0.12 * plaque.radius;
  return lesionAt(area.near(plaque, { spread, random }), {
    kind: "silvery_scale",
    radius,
    aspect: plaque.aspect,
    roughness: 0.2,
    strength: random.between(0.5, 1.1),
    random,
  });
}
