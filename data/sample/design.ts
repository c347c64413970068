import type { DIAGNOSES } from "../dermx/ontology.ts";
import type { MetadataRow } from "../dermx/metadata_schema.ts";

/** One of the six diagnoses. */
export type Diagnosis = (typeof DIAGNOSES)[number];

/** How often a characteristic is there, and how often a rater then selects it. */
export interface SignDesign {
  /** The share of pictures that show it. */
  readonly shown: number;
  /** The share of raters who select it where it is shown. */
  readonly selected: number;
}

/** What pictures of one diagnosis are like, and what raters make of them. */
export interface DiagnosisDesign {
  /** Characteristics by name. */
  readonly signs: Readonly<Record<string, SignDesign>>;
  /** The share of pictures that look like another disease as well. */
  readonly ambiguous: number;
  /** Which one that is, by weight. */
  readonly resembles: readonly (readonly [Diagnosis, number])[];
  /** The share of raters who then name that disease. */
  readonly misled: number;
  /** The share of evaluations that are given up as another disease. */
  readonly discarded: number;
  /** How many of a hundred people have a skin tone. */
  readonly tones: readonly (readonly [MetadataRow["skin_tone"], number])[];
  /** How many of a hundred people are of an age. */
  readonly ages: readonly (readonly [MetadataRow["age"], number])[];
}

function signs(
  table: Readonly<Record<string, readonly [shown: number, selected: number]>>,
): DiagnosisDesign["signs"] {
  return Object.fromEntries(
    Object.entries(table).map(([term, [shown, selected]]) => [
      term,
      { shown, selected },
    ]),
  );
}

/**
 * The design of the sample, after the first release: `shown * selected` is about the
 * share of a diagnosis' evaluations that have a characteristic there, and `selected`
 * is set such that raters agree on it about as Table 3a and Appendix Table 1 say.
 */
export const DESIGN: Readonly<Record<Diagnosis, DiagnosisDesign>> = {
  "Acne": {
    signs: signs({
      "Papule": [0.93, 0.75],
      "Pustule": [0.76, 0.82],
      "Open comedo": [0.6, 0.84],
      "Closed comedo": [0.58, 0.71],
      "Scar": [0.62, 0.64],
      "Macule": [0.6, 0.25],
      "Nodule": [0.4, 0.28],
      "Cyst": [0.3, 0.2],
      "Plaque": [0.3, 0.13],
      "Patch": [0.12, 0.2],
      "Seborrheic region": [0.8, 0.62],
      "Exposed areas": [1, 0.2],
      "Young": [0.75, 0.58],
      "Light skin": [0.7, 0.29],
      "Female": [0.4, 0.35],
      "Male": [0.5, 0.22],
      "Symmetrical": [0.3, 0.06],
    }),
    ambiguous: 0.03,
    resembles: [["Actinic keratosis", 1], ["Seborrheic dermatitis", 1]],
    misled: 0.25,
    discarded: 0.07,
    tones: [["light", 72], ["medium", 27], ["dark", 1]],
    ages: [["young", 65], ["adult", 35]],
  },
  "Actinic keratosis": {
    signs: signs({
      "Scale": [0.85, 0.93],
      "Plaque": [0.85, 0.72],
      "Patch": [0.7, 0.44],
      "Sun damage": [0.7, 0.67],
      "Papule": [0.6, 0.2],
      "Macule": [0.7, 0.1],
      "Telangiectasia": [0.15, 0.4],
      "Scar": [0.2, 0.15],
      "Exposed areas": [0.97, 0.78],
      "Elderly": [0.85, 0.77],
      "Light skin": [0.8, 0.4],
      "Acral distribution": [0.27, 0.44],
      "Male": [0.4, 0.3],
      "Female": [0.5, 0.2],
      "Seborrheic region": [0.4, 0.1],
      "Symmetrical": [0.15, 0.2],
    }),
    ambiguous: 0.12,
    resembles: [
      ["Psoriasis", 8],
      ["Seborrheic dermatitis", 4],
      ["Viral warts", 1],
    ],
    misled: 0.45,
    discarded: 0.21,
    tones: [["light", 75], ["medium", 25]],
    ages: [["elderly", 76], ["adult", 24]],
  },
  "Psoriasis": {
    signs: signs({
      "Plaque": [1, 0.98],
      "Scale": [0.97, 0.97],
      "Papule": [0.38, 0.58],
      "Macule": [0.1, 0.2],
      "Patch": [0.2, 0.1],
      "Extensor sites": [0.4, 0.56],
      "Palmo-plantar distribution": [0.27, 0.56],
      "Acral distribution": [0.65, 0.18],
      "Symmetrical": [0.57, 0.25],
      "Light skin": [0.9, 0.19],
      "Male": [0.5, 0.17],
      "Elderly": [0.7, 0.1],
      "Köbnerization": [0.3, 0.1],
      "Exposed areas": [0.15, 0.27],
      "Seborrheic region": [0.18, 0.18],
      "Female": [0.3, 0.07],
      "Young": [0.2, 0.1],
    }),
    ambiguous: 0.05,
    resembles: [["Seborrheic dermatitis", 3], ["Actinic keratosis", 1]],
    misled: 0.35,
    discarded: 0.13,
    tones: [["light", 64], ["medium", 35], ["dark", 1]],
    ages: [["adult", 77], ["elderly", 19], ["young", 4]],
  },
  "Seborrheic dermatitis": {
    signs: signs({
      "Scale": [0.83, 0.93],
      "Plaque": [0.85, 0.78],
      "Patch": [0.5, 0.48],
      "Papule": [0.23, 0.52],
      "Macule": [0.3, 0.1],
      "Seborrheic region": [0.87, 0.93],
      "Male": [0.85, 0.29],
      "Light skin": [1, 0.19],
      "Young": [0.28, 0.36],
      "Elderly": [0.5, 0.18],
      "Exposed areas": [1, 0.09],
      "Symmetrical": [0.7, 0.13],
      "Female": [0.12, 0.33],
      "Periorificial": [0.2, 0.1],
      "Intertriginous": [0.2, 0.1],
    }),
    ambiguous: 0.28,
    resembles: [
      ["Psoriasis", 22],
      ["Acne", 9],
      ["Actinic keratosis", 3],
      ["Viral warts", 1],
    ],
    misled: 0.65,
    discarded: 0.31,
    tones: [["light", 63], ["medium", 37]],
    ages: [["adult", 60], ["elderly", 29], ["young", 11]],
  },
  "Viral warts": {
    signs: signs({
      "Papule": [0.78, 0.77],
      "Plaque": [0.66, 0.77],
      "Dermatoglyph disruption": [0.72, 0.64],
      "Thrombosed capillaries": [0.47, 0.75],
      "Scale": [0.9, 0.1],
      "Nodule": [0.35, 0.18],
      "Acral distribution": [0.67, 0.47],
      "Palmo-plantar distribution": [0.57, 0.32],
      "Light skin": [0.8, 0.12],
      "Young": [0.38, 0.25],
      "Köbnerization": [0.28, 0.15],
      "Exposed areas": [0.5, 0.08],
      "Male": [0.22, 0.17],
      "Elderly": [0.13, 0.25],
      "Female": [0.2, 0.08],
      "Symmetrical": [0.2, 0.08],
    }),
    ambiguous: 0.06,
    resembles: [["Psoriasis", 3], ["Actinic keratosis", 2], ["Acne", 1]],
    misled: 0.4,
    discarded: 0.14,
    tones: [["light", 72], ["medium", 25], ["dark", 3]],
    ages: [["adult", 74], ["young", 15], ["elderly", 11]],
  },
  "Vitiligo": {
    signs: signs({
      "Patch": [1, 0.97],
      "Macule": [0.5, 0.43],
      "Plaque": [0.17, 0.18],
      "Leukotrichia": [0.065, 0.77],
      "Acral distribution": [0.34, 0.5],
      "Symmetrical": [0.48, 0.34],
      "Dark skin": [1, 0.17],
      "Extensor sites": [0.5, 0.2],
      "Periorificial": [0.14, 0.53],
      "Female": [0.6, 0.13],
      "Young": [0.8, 0.1],
      "Male": [0.33, 0.21],
      "Exposed areas": [0.7, 0.1],
      "Elderly": [0.35, 0.17],
      "Light skin": [0.6, 0.08],
      "Köbnerization": [0.07, 0.25],
    }),
    ambiguous: 0.04,
    resembles: [["Psoriasis", 3], ["Actinic keratosis", 1]],
    misled: 0.35,
    discarded: 0.095,
    tones: [["light", 43], ["medium", 43], ["dark", 14]],
    ages: [["adult", 66], ["young", 17], ["elderly", 17]],
  },
};
