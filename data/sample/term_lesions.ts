import type { Lesion, LesionKind } from "./scene.ts";

/** What a rater outlines who selects a characteristic; the first kinds that are there. */
const KINDS: Readonly<Record<string, readonly (readonly LesionKind[])[]>> = {
  "Macule": [["depigmentation"], ["keratosis"], ["papule"], [
    "plaque",
    "dermatitis",
  ], ["erythema"]],
  "Nodule": [["nodule"], ["cyst"], ["wart"], ["papule"]],
  "Papule": [["papule"], ["wart"], ["keratosis"], ["pustule"]],
  "Patch": [["depigmentation"], ["dermatitis"], ["keratosis"], ["plaque"], [
    "erythema",
  ]],
  "Plaque": [["plaque", "dermatitis"], ["keratosis"], ["wart"], [
    "depigmentation",
  ], ["erythema"]],
  "Pustule": [["pustule"], ["papule"]],
  "Scale": [["silvery_scale", "greasy_scale", "gritty_scale"], ["wart"], [
    "plaque",
    "dermatitis",
    "keratosis",
  ]],
  "Closed comedo": [["closed_comedo"], ["papule"]],
  "Cyst": [["cyst"], ["nodule"], ["papule"]],
  "Dermatoglyph disruption": [["wart"]],
  "Leukotrichia": [["leukotrichia"], ["depigmentation"]],
  "Open comedo": [["open_comedo"], ["closed_comedo"], ["papule"]],
  "Scar": [["scar"], ["papule", "keratosis"]],
  "Sun damage": [["sun_damage"], ["keratosis"]],
  "Telangiectasia": [["telangiectasia"], ["keratosis", "erythema"]],
  "Thrombosed capillaries": [["capillaries"], ["wart"]],
};

/** The lesions of a picture that a characteristic means; none if it means no place. */
export function lesionsOfTerm(
  term: string,
  lesions: readonly Lesion[],
): readonly Lesion[] {
  for (const kinds of KINDS[term] ?? []) {
    const found = lesions.filter(({ kind }) => kinds.includes(kind));
    if (found.length > 0) return found;
  }
  return [];
}
