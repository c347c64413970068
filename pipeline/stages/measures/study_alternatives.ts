import { COMMON_ALTERNATIVES } from "./common_choices.ts";
import type { MeasuresParams } from "./params.ts";
import type { ImageWord } from "./titled_fusions.ts";
import type { TitledOutlines, TitledReference } from "./titled_references.ts";

/** The id of the labels that two raters have to make; see {@link studyAlternatives}. */
export const TWO_RATERS = "two-raters";

/**
 * A study's alternatives: first what depends on its data, then what does not.
 *
 * @param options.outlines Whose outlines else label images, each under its id.
 * @param options.references What else maps are compared with.
 */
export function studyAlternatives(
  { image, outlines, references }: {
    readonly image: ImageWord;
    readonly outlines: readonly Pick<TitledOutlines, "id" | "title">[];
    readonly references: readonly TitledReference[];
  },
): MeasuresParams["alternatives"] {
  const one = image === "image" ? "an image" : "a picture";
  return {
    diagnosis: COMMON_ALTERNATIVES.diagnosis,
    identification: [
      ...outlines.map(({ id, title }) => ({
        title: `outlines: ${title}`,
        change: { labels: id },
      })),
      {
        title: `${one} has what two raters outlined or more`,
        change: { labels: TWO_RATERS },
      },
      ...COMMON_ALTERNATIVES.identification,
    ],
    localisation: [
      ...references.map(({ alternative }) => alternative),
      ...COMMON_ALTERNATIVES.localisation,
    ],
  };
}
