/**
 * What an annotation's name stands for: a diagnosis, a reason to leave the image out
 * of the analyses, a characteristic of the whole image, or one that has a place.
 */
export const TERM_KINDS = [
  "diagnosis",
  "discard",
  "non_localisable",
  "localisable",
] as const;

/** One of {@link TERM_KINDS}. */
export type TermKind = typeof TERM_KINDS[number];

/** The two public releases, whose lists of localisable characteristics differ. */
export type Release = "v1" | "v2";

/** The six diagnoses, alphabetically (dataset paper, Figure 1a). */
export const DIAGNOSES = [
  "Acne",
  "Actinic keratosis",
  "Psoriasis",
  "Seborrheic dermatitis",
  "Viral warts",
  "Vitiligo",
] as const;

/** The choices that exclude an evaluation from the paper's analyses (Figure 1a). */
export const DISCARD_OPTIONS = ["Low-quality", "Other-disease"] as const;

/** Characteristics of the whole image (appendix, Figure 1b), in Appendix Table 1's order. */
export const NON_LOCALISABLE = [
  "Elderly",
  "Young",
  "Female",
  "Male",
  "Dark skin",
  "Light skin",
  "Acral distribution",
  "Exposed areas",
  "Extensor sites",
  "Intertriginous",
  "Köbnerization",
  "Palmo-plantar distribution",
  "Periorificial",
  "Seborrheic region",
  "Symmetrical",
] as const;

/** Characteristics that raters outline and then describe (appendix, Figure 1c). */
export const BASIC_TERMS = [
  "Macule",
  "Nodule",
  "Papule",
  "Patch",
  "Plaque",
  "Pustule",
  "Scale",
] as const;

/** Characteristics that raters only outline (appendix, Figure 1c). */
export const ADDITIONAL_TERMS = [
  "Closed comedo",
  "Cyst",
  "Dermatoglyph disruption",
  "Leukotrichia",
  "Open comedo",
  "Scar",
  "Sun damage",
  "Telangiectasia",
  "Thrombosed capillaries",
] as const;

/** Localisable characteristics that only the second release has, 22 times. */
export const SECOND_RELEASE_TERMS = ["Hyperkeratosis"] as const;

const FIRST: ReadonlyMap<string, TermKind> = new Map(
  Object.entries({
    diagnosis: DIAGNOSES,
    discard: DISCARD_OPTIONS,
    non_localisable: NON_LOCALISABLE,
    localisable: [...BASIC_TERMS, ...ADDITIONAL_TERMS],
  }).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as TermKind] as const)
  ),
);

/** Every term of a release and its kind, by the name that its files use. */
export const ONTOLOGY: Readonly<
  Record<Release, ReadonlyMap<string, TermKind>>
> = {
  v1: FIRST,
  v2: new Map([
    ...FIRST,
    ...SECOND_RELEASE_TERMS.map((name) => [name, "localisable"] as const),
  ]),
};
