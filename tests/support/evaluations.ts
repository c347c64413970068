import { ONTOLOGY } from "../../data/dermx/ontology.ts";
import type { Evaluation } from "../../pipeline/stages/evaluations/evaluation.ts";

/**
 * An evaluation of an image of 4 x 3 pixels that selects terms of the first
 * release as tags, in the order given.
 *
 * @param name Rater and image, as in `"derm1 image1"`.
 */
export function evaluationOf(
  name: string,
  terms: readonly string[],
): Evaluation {
  const [rater = "", image = ""] = name.split(" ");
  const selections = terms.map((term, position) => {
    const kind = ONTOLOGY.v1.get(term);
    if (kind === undefined) throw new RangeError(`"${term}" is no term`);
    return { term, kind, position, instances: 0, attributes: [] };
  });
  return { image, rater, width: 4, height: 3, selections };
}

/** The same evaluation with every characteristic that has a place outlined once. */
export function outlining(evaluation: Evaluation): Evaluation {
  const selections = evaluation.selections.map((selection) => ({
    ...selection,
    instances: Number(selection.kind === "localisable"),
  }));
  return { ...evaluation, selections };
}
