import type { Lesion } from "../scene.ts";
import { type Ground, lesionAt, radiiOf } from "./composition.ts";

/** Small rough reddish spots and plaques on skin that the sun has damaged. */
export function composeKeratosis(ground: Ground): Lesion[] {
  const { area, shows, share, random } = ground;
  const count = random.whole(2, 6);
  const total = share * random.between(0.025, 0.075);
  const keratoses = radiiOf(total, { count, area, random }).map((radius) =>
    lesionAt(area.place(radius, random), {
      kind: "keratosis",
      radius,
      aspect: 1.6,
      roughness: 0.22,
      strength: random.between(0.75, 1.2),
      random,
    })
  );
  const damage = shows.has("Sun damage")
    ? [damageAround(keratoses[0]!, ground)]
    : [];
  const scales = shows.has("Scale")
    ? keratoses.map((keratosis) =>
      lesionAt(
        area.near(keratosis, { spread: 0.15 * keratosis.radius, random }),
        {
          kind: "gritty_scale",
          radius: keratosis.radius * random.between(0.5, 0.85),
          roughness: 0.3,
          strength: random.between(0.7, 1.15),
          random,
        },
      )
    )
    : [];
  const papules = shows.has("Papule")
    ? Array.from(
      { length: random.whole(1, 4) },
      () =>
        lesionAt(area.place(0, random), {
          kind: "papule",
          radius: area.unit * random.between(0.014, 0.024),
          strength: 0.7,
          random,
        }),
    )
    : [];
  const vessels = shows.has("Telangiectasia")
    ? [
      lesionAt(area.place(0.1 * area.unit, random), {
        kind: "telangiectasia",
        radius: area.unit * random.between(0.08, 0.13),
        random,
      }),
    ]
    : [];
  return [...damage, ...vessels, ...papules, ...keratoses, ...scales];
}

function damageAround(keratosis: Lesion, { area, random }: Ground): Lesion {
  return lesionAt(area.near(keratosis, { spread: 0.08 * area.unit, random }), {
    kind: "sun_damage",
    radius: area.unit * random.between(0.15, 0.21),
    aspect: 1.5,
    roughness: 0.15,
    random,
  });
}
