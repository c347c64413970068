import { DIAGNOSES } from "../dermx/ontology.ts";
import type { Size } from "../dermx/outline.ts";
import { composeCamera } from "./compose_camera.ts";
import { composeSkin } from "./compose_skin.ts";
import { composeAcne } from "./composers/compose_acne.ts";
import { composeKeratosis } from "./composers/compose_keratosis.ts";
import { composePsoriasis } from "./composers/compose_psoriasis.ts";
import { composeSeborrheic } from "./composers/compose_seborrheic.ts";
import { composeVitiligo } from "./composers/compose_vitiligo.ts";
import { composeWarts } from "./composers/compose_warts.ts";
import { type Composer, lesionAt, rounded } from "./composers/composition.ts";
import { DESIGN, type Diagnosis } from "./design.ts";
import { evenSpread } from "./even_spread.ts";
import { Random } from "./random.ts";
import type { SampleCase } from "./sample_case.ts";
import type { Background, Lesion } from "./scene.ts";
import { SkinArea } from "./skin_area.ts";
import { weightedChoice } from "./weighted_choice.ts";

const COMPOSERS: Readonly<Record<Diagnosis, Composer>> = {
  "Acne": composeAcne,
  "Actinic keratosis": composeKeratosis,
  "Psoriasis": composePsoriasis,
  "Seborrheic dermatitis": composeSeborrheic,
  "Viral warts": composeWarts,
  "Vitiligo": composeVitiligo,
};

/** The longer and the shorter side of a picture, in pixels. */
const SIZES = [
  [400, 300],
  [416, 312],
  [384, 288],
  [432, 324],
  [440, 330],
  [
    480,
    320,
  ],
  [360, 270],
  [352, 320],
] as const;

/** The picture at a place of the data set that a seed determines, whatever its length. */
export function composeCase(seed: number, index: number): SampleCase {
  const random = new Random(`sample/${seed}/${index}`);
  const diagnosis = DIAGNOSES[index % DIAGNOSES.length]!;
  const design = DESIGN[diagnosis];
  const even = (prime: number): number =>
    evenSpread(Math.floor(index / DIAGNOSES.length), {
      random: new Random(`sample/${seed}/${diagnosis}/${prime}`),
      prime,
    });
  const skin_tone = weightedChoice(design.tones, even(2));
  const age = weightedChoice(design.ages, even(3));
  const format = even(5) < 1 / 8 ? "png" : "jpeg";
  const dataset = even(7) < 0.5 ? "Generated A" : "Generated B";
  const atypical = even(11) < 2 * design.discarded;
  const blurred = even(13) < 0.1;
  const resembles = even(17) < design.ambiguous
    ? weightedChoice(design.resembles, even(19))
    : undefined;
  const shows = showing({ diagnosis, resembles, skin_tone, age }, random);
  const image = `generated-${String(index).padStart(5, "0")}`;
  const size = sizeOf(random.fork("size"));
  const background = backgroundOf(random.fork("background"));
  const area = new SkinArea(size, background);
  return {
    index,
    diagnosis,
    ...(resembles === undefined ? {} : { resembles }),
    shows,
    atypical,
    blurred,
    metadata: {
      original_filename: `generated_${index}.${
        format === "png" ? "png" : "jpg"
      }`,
      dataset,
      diagnosis,
      current_filename: `${image}.${format}`,
      skin_tone,
      age,
    },
    scene: {
      image,
      file: `${image}.${format}`,
      ...size,
      seed: random.fork("scene").word(),
      skin: composeSkin({
        diagnosis,
        shows,
        skin_tone,
        age,
        random: random.fork("skin"),
      }),
      camera: composeCamera({
        dataset,
        blurred,
        random: random.fork("camera"),
      }),
      ...(background === undefined ? {} : { background }),
      lesions: [
        ...distractors(area, random.fork("distractors")),
        ...composeLesions({
          diagnosis,
          resembles,
          shows,
          area,
          random: random.fork("lesions"),
        }),
      ],
    },
  };
}

function showing(
  { diagnosis, resembles, skin_tone, age }: {
    readonly diagnosis: Diagnosis;
    readonly resembles: Diagnosis | undefined;
    readonly skin_tone: string;
    readonly age: string;
  },
  random: Random,
): ReadonlySet<string> {
  const shown = [diagnosis, ...(resembles === undefined ? [] : [resembles])]
    .flatMap((disease) =>
      Object.entries(DESIGN[disease].signs)
        .filter(([term, { shown }]) =>
          random.fork(`${disease}/${term}`).chance(shown)
        )
        .map(([term]) => term)
    );
  const untrue: Readonly<Record<string, boolean>> = {
    "Elderly": age === "young",
    "Young": age === "elderly",
    "Dark skin": skin_tone === "light",
    "Light skin": skin_tone === "dark",
  };
  return new Set(shown.filter((term) => untrue[term] !== true));
}

function composeLesions(
  { diagnosis, resembles, shows, area, random }: {
    readonly diagnosis: Diagnosis;
    readonly resembles: Diagnosis | undefined;
    readonly shows: ReadonlySet<string>;
    readonly area: SkinArea;
    readonly random: Random;
  },
): Lesion[] {
  const share = resembles === undefined ? 1 : 0.55;
  const other = resembles === undefined ? [] : COMPOSERS[resembles]({
    area,
    shows,
    share: 0.45,
    random: random.fork("other"),
  });
  return [...other, ...COMPOSERS[diagnosis]({ area, shows, share, random })];
}

/** Moles and redness, which all skin may have. */
function distractors(area: SkinArea, random: Random): Lesion[] {
  const moles = Array.from(
    { length: Math.max(0, random.whole(-3, 4)) },
    () =>
      lesionAt(area.place(0, random), {
        kind: "mole",
        radius: area.unit * random.between(0.006, 0.02),
        strength: random.between(0.5, 1.2),
        random,
      }),
  );
  const redness = Array.from(
    { length: Math.max(0, random.whole(-1, 2)) },
    () =>
      lesionAt(area.place(0, random), {
        kind: "erythema",
        radius: area.unit * random.between(0.08, 0.25),
        aspect: 2,
        strength: random.between(0.15, 0.5),
        random,
      }),
  );
  return [...redness, ...moles];
}

function sizeOf(random: Random): Size {
  const [long, short] = random.pick(SIZES);
  return random.chance(0.3)
    ? { width: short, height: long }
    : { width: long, height: short };
}

const CLOTHS = [
  [0.25, 0.4, 0.55],
  [0.3, 0.5, 0.42],
  [0.1, 0.1, 0.12],
  [0.85, 0.85, 0.84],
  [0.45, 0.42, 0.4],
] as const;

function backgroundOf(random: Random): Background | undefined {
  if (!random.chance(0.4)) return undefined;
  return {
    side: random.pick(["left", "right", "top", "bottom"] as const),
    depth: rounded(random.between(0.04, 0.16)),
    bend: rounded(random.between(-0.04, 0.12)),
    colour: random.pick(CLOTHS),
  };
}
