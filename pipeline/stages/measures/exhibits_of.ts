import type { Exhibits } from "../exhibits/exhibit.ts";
import { photographCaution } from "../prose/photograph_caution.ts";
import { checksOf } from "./checks.ts";
import { choicesExhibits } from "./exhibits/choices_exhibits.ts";
import { identificationExhibit } from "./exhibits/identification_exhibit.ts";
import { localisationExhibit } from "./exhibits/localisation_exhibit.ts";
import { measuresExhibit } from "./exhibits/measures_exhibit.ts";
import type { MeasuresResults } from "./results.ts";

/** The results for people: the three measures, what they are made of, what moves them. */
export function exhibitsOf(results: MeasuresResults): Exhibits {
  const { params: { caution }, photographs } = results;
  return {
    checks: checksOf(results),
    caution: photographs === null
      ? caution
      : photographCaution(caution, photographs),
    exhibits: [
      measuresExhibit(results),
      identificationExhibit(results),
      localisationExhibit(results),
      ...choicesExhibits(results),
    ],
  };
}
