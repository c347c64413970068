import type { Lesion } from "../scene.ts";
import { type Ground, lesionAt, radiiOf } from "./composition.ts";

/** Red areas that fade into the skin, with greasy yellowish scale. */
export function composeSeborrheic(ground: Ground): Lesion[] {
  const { area, shows, share, random } = ground;
  const total = share * random.between(0.05, 0.125);
  const count = random.whole(1, 4);
  const patches = radiiOf(total, { count, area, random }).map((radius) =>
    lesionAt(area.place(radius, random), {
      kind: "dermatitis",
      radius,
      aspect: 2.2,
      roughness: 0.2,
      strength: random.between(0.8, 1.15),
      random,
    })
  );
  const scales = shows.has("Scale")
    ? patches.flatMap((patch) =>
      Array.from(
        { length: random.whole(1, 3) },
        () =>
          lesionAt(area.near(patch, { spread: 0.3 * patch.radius, random }), {
            kind: "greasy_scale",
            radius: patch.radius * random.between(0.3, 0.6),
            aspect: 2,
            roughness: 0.25,
            strength: random.between(0.6, 1.1),
            random,
          }),
      )
    )
    : [];
  const papules = shows.has("Papule")
    ? Array.from({ length: random.whole(3, 8) }, () =>
      lesionAt(
        area.near(random.pick(patches), { spread: 0.15 * area.unit, random }),
        {
          kind: "papule",
          radius: area.unit * random.between(0.01, 0.018),
          random,
        },
      ))
    : [];
  return [...patches, ...papules, ...scales];
}
