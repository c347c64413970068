import { DIAGNOSES } from "../dermx/ontology.ts";
import { type Rater, RATERS } from "./raters.ts";

/** Every choice of three raters. */
const TRIPLES = RATERS.flatMap((a, i) =>
  RATERS.slice(i + 1).flatMap((b, j) =>
    RATERS.slice(i + j + 2).map((c) => [a, b, c] as const)
  )
);

/**
 * The three raters who see the picture at a place of the data set: all 56 choices
 * take turns in each diagnosis, so that all pairs share about as many pictures.
 */
export function ratersOf(index: number): readonly Rater[] {
  // Eleven has no divisor in common with 56, so a diagnosis meets every choice.
  const turn = 11 * Math.floor(index / DIAGNOSES.length) +
    9 * (index % DIAGNOSES.length);
  return TRIPLES[turn % TRIPLES.length]!;
}
