import type { MetadataRow } from "../dermx/metadata_schema.ts";
import { rounded } from "./composers/composition.ts";
import type { Diagnosis } from "./design.ts";
import type { Random } from "./random.ts";
import type { Skin } from "./scene.ts";

/** Pigment by skin tone, from the fairest to the darkest of it. */
const MELANIN: Readonly<
  Record<MetadataRow["skin_tone"], readonly [number, number]>
> = {
  light: [0.1, 0.5],
  medium: [0.5, 1.15],
  dark: [1.2, 2.1],
};

/** The skin of a person with a disease. */
export function composeSkin(
  { diagnosis, shows, skin_tone, age, random }: {
    readonly diagnosis: Diagnosis;
    readonly shows: ReadonlySet<string>;
    readonly skin_tone: MetadataRow["skin_tone"];
    readonly age: MetadataRow["age"];
    readonly random: Random;
  },
): Skin {
  const acral = shows.has("Acral distribution") ||
    shows.has("Palmo-plantar distribution");
  const ridged = random.chance(
    diagnosis === "Viral warts" && acral ? 0.75 : acral ? 0.1 : 0.02,
  );
  const sun = shows.has("Sun damage")
    ? random.between(0.5, 1)
    : diagnosis === "Actinic keratosis"
    ? 0.3
    : 0;
  const old = age === "elderly" ? 1 : age === "adult" ? 0.35 : 0;
  // Vitiligo is seen where there is pigment to be lost.
  const [fairest, darkest] = MELANIN[skin_tone];
  const melanin = random.between(
    diagnosis === "Vitiligo" ? 0.1 + (fairest + darkest) / 2 : fairest,
    diagnosis === "Vitiligo" ? darkest + 0.2 : darkest,
  );
  return {
    melanin: rounded(melanin),
    blood: rounded(random.between(0.12, 0.48)),
    relief: rounded(random.between(0.5, 1.3)),
    gloss: rounded(
      random.between(0, 0.5) + (shows.has("Seborrheic region") ? 0.15 : 0),
    ),
    freckles: rounded(random.chance(0.25) ? random.between(0.1, 0.6) : sun),
    wrinkles: rounded(random.between(0, 0.5) * old + 0.3 * sun),
    ...(ridged
      ? {
        ridges: {
          period: rounded(random.between(5, 8)),
          angle: rounded(random.between(0, Math.PI)),
        },
      }
      : {}),
    hairs: random.chance(0.45) ? random.whole(3, 60) : 0,
    hairColour: rounded(random.between(0.5, 1.6)),
  };
}
