import type { FusionReading } from "../../metrics/fusion_reading.ts";

/** What a network's maps may be compared with, for people. */
export interface TitledFusion {
  /** What references are called after. */
  readonly id: string;
  /** What votes are worth. */
  readonly fusion: FusionReading;
  /** In words that follow "reference: ". */
  readonly means: string;
}

/** What the studies call one of the images that they judge. */
export type ImageWord = "image" | "picture";

/** The reading of votes that the studies take. */
export const OWN_FUSION = {
  id: "fuzzy_relative-valid",
  fusion: { rule: "fuzzy_relative", of: "valid" },
} as const satisfies Omit<TitledFusion, "means">;

/** The id of a reading that is not the studies' own. */
export type OtherFusion =
  | "fuzzy_relative-drew"
  | "fuzzy_relative-most"
  | "any_agreement"
  | "majority_agreement-valid"
  | "majority_agreement-drew"
  | "full_agreement-valid"
  | "full_agreement-drew";

/** What else the authors' names for fused masks may mean, whatever the data. */
const OTHER_FUSIONS: Readonly<
  Record<OtherFusion, {
    readonly fusion: FusionReading;
    readonly means: (image: ImageWord) => string;
  }>
> = {
  "fuzzy_relative-drew": {
    fusion: { rule: "fuzzy_relative", of: "drew" },
    means: (image) =>
      `the share of those who outlined the characteristic in the ${image}`,
  },
  "fuzzy_relative-most": {
    fusion: { rule: "fuzzy_relative", of: "most" },
    means: () => "votes as a share of the most that a pixel has",
  },
  any_agreement: {
    fusion: { rule: "any_agreement" },
    means: () => "wherever anyone outlined it",
  },
  "majority_agreement-valid": {
    fusion: { rule: "majority_agreement", of: "valid" },
    means: (image) =>
      `where more than half of the ${image}'s raters outlined it`,
  },
  "majority_agreement-drew": {
    fusion: { rule: "majority_agreement", of: "drew" },
    means: () => "where more than half of those did who outlined it at all",
  },
  "full_agreement-valid": {
    fusion: { rule: "full_agreement", of: "valid" },
    means: (image) => `where all of the ${image}'s raters outlined it`,
  },
  "full_agreement-drew": {
    fusion: { rule: "full_agreement", of: "drew" },
    means: () => "where all of those did who outlined it at all",
  },
};

/** Some of the other fusions, in the order given. */
export function titledFusions(
  ids: readonly OtherFusion[],
  { image }: { readonly image: ImageWord },
): TitledFusion[] {
  return ids.map((id) => {
    const { fusion, means } = OTHER_FUSIONS[id];
    return { id, fusion, means: means(image) };
  });
}
