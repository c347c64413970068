import type { Random } from "./random.ts";
import type { LesionKind } from "./scene.ts";

type Chances = readonly (readonly [attribute: string, chance: number])[];

/** How often raters describe a kind of lesion in which terms. */
const CHANCES: Readonly<Partial<Record<LesionKind, Chances>>> = {
  papule: [["Red", 0.8], ["Round", 0.45], ["Well-circumscribed", 0.4], [
    "Indurated",
    0.2,
  ]],
  pustule: [["Yellow", 0.3], ["Round", 0.25], ["Well-circumscribed", 0.25], [
    "White",
    0.2,
  ]],
  nodule: [["Red", 0.6], ["Indurated", 0.5]],
  cyst: [["Skin-coloured", 0.3], ["Indurated", 0.4]],
  keratosis: [["Red", 0.75], ["Poorly-circumscribed", 0.55], ["Rough", 0.5], [
    "Hyperkeratotic",
    0.4,
  ]],
  gritty_scale: [["Rough", 0.4], ["Gritty", 0.3], ["Yellow", 0.3], [
    "Thick",
    0.3,
  ]],
  plaque: [["Red", 0.9], ["Well-circumscribed", 0.65], ["Indurated", 0.5], [
    "Convex-margins",
    0.3,
  ]],
  silvery_scale: [["White", 0.9], ["Thick", 0.5], ["Fine", 0.3]],
  dermatitis: [["Red", 0.85], ["Poorly-circumscribed", 0.6], ["Greasy", 0.15]],
  greasy_scale: [["Yellow", 0.4], ["Greasy", 0.4], ["White", 0.5], [
    "Fine",
    0.4,
  ]],
  wart: [
    ["Hyperkeratotic", 0.6],
    ["Skin-coloured", 0.4],
    ["Well-circumscribed", 0.4],
    ["Rough", 0.4],
    ["Round", 0.3],
  ],
  depigmentation: [["Depigmented", 0.9], ["Well-circumscribed", 0.55], [
    "Convex-margins",
    0.25,
  ], ["Normal-pigmentation-island", 0.3]],
  erythema: [["Red", 0.8], ["Poorly-circumscribed", 0.6]],
};

/** How a rater describes a lesion, in no particular order. */
export function attributesOf(kind: LesionKind, random: Random): string[] {
  return (CHANCES[kind] ?? [])
    .filter(([, chance]) => random.chance(chance))
    .map(([attribute]) => attribute);
}
