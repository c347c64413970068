import type { MeasuresParams } from "./params.ts";
import type { ImageWord } from "./titled_fusions.ts";

/**
 * What the studies' own choices mean, for labels and references of evaluations whose
 * first choice was a diagnosis.
 *
 * @param options.round Which of the raters' evaluations these are, such as `"of the
 * first round"`; `null` if there are no others.
 */
export function commonDefinitions(
  { image, round }: {
    readonly image: ImageWord;
    readonly round: string | null;
  },
): MeasuresParams["definitions"] {
  const one = image === "image" ? "an image" : "a picture";
  const rater = round === null ? "rater" : `rater ${round}`;
  const ofRound = round === null ? "" : `${round} and `;
  return {
    diagnosis:
      "Diagnosis: macro F1 over the six diagnoses of the metadata, in each fold.",
    identification:
      `Identification: macro F1 over the ten characteristics, in each fold. A network finds one if its probability is above one half; ${one} has it if any ${rater} outlined it whose first choice was a diagnosis; ${image}s without such a rater are left out.`,
    localisation:
      `Localisation: fuzzy F1, twice the overlap of map and reference over the sum of both, for each characteristic that ${one} has; its mean over ${image}s, then over characteristics, in each fold. The map of a characteristic that the network does not find is empty. The reference of a pixel is the share of the ${image}'s raters who outlined it, ${ofRound}with a diagnosis as their first choice.`,
  };
}
