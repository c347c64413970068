import type { Lesion } from "../scene.ts";
import { type Ground, lesionAt, radiiOf } from "./composition.ts";

/** Patches and spots without pigment, some of their hairs white. */
export function composeVitiligo(ground: Ground): Lesion[] {
  const { area, shows, share, random } = ground;
  const count = random.whole(1, 5);
  const total = share * random.between(0.035, 0.11);
  const patches = radiiOf(total, { count, area, random }).map((radius) =>
    lesionAt(area.place(radius, random), {
      kind: "depigmentation",
      radius,
      aspect: 2,
      roughness: 0.26,
      strength: random.between(0.7, 1.2),
      random,
    })
  );
  const spots = shows.has("Macule")
    ? Array.from({ length: random.whole(3, 10) }, () =>
      lesionAt(
        area.near(random.pick(patches), { spread: 0.2 * area.unit, random }),
        {
          kind: "depigmentation",
          radius: area.unit * random.between(0.012, 0.03),
          roughness: 0.2,
          random,
        },
      ))
    : [];
  const hairs = shows.has("Leukotrichia")
    ? [
      lesionAt(patches[0]!, {
        kind: "leukotrichia",
        radius: 0.8 * patches[0]!.radius,
        random,
      }),
    ]
    : [];
  return [...patches, ...spots, ...hairs];
}
