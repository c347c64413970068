import { diagnosesOf } from "./diagnoses_of.ts";
import type { Evaluation } from "./evaluation.ts";
import { EVALUATION_SETS, selectEvaluations } from "./evaluation_set.ts";
import type { ImageRow } from "./read_images.ts";

/**
 * Rules by which evaluations stand behind an image's labels and fused masks. Beside
 * the sets of the dataset paper there are two:
 *
 * - `"first-tag-is-diagnosis"`: of the six diagnoses and `Other-disease`, the one that
 *   comes first in the file is a diagnosis; `Low-quality` does not matter. Nobody
 *   published this rule: it is the one that yields most of the labels that the authors'
 *   notebooks print.
 * - `"gold-diagnosis"`: those that select the diagnosis that the metadata give the image,
 *   discarded or not. It lets what is to be predicted into the features.
 */
export const KEEPING_RULES = [
  "first-tag-is-diagnosis",
  ...EVALUATION_SETS,
  "gold-diagnosis",
] as const;

/** The name of a rule; see {@link KEEPING_RULES}. */
export type KeepingRule = (typeof KEEPING_RULES)[number];

/** What {@link keepEvaluations} goes by. */
export interface KeepOptions {
  /** The rule. */
  readonly rule: KeepingRule;
  /** What the metadata say of images, by id. */
  readonly images: ReadonlyMap<string, ImageRow>;
}

/** The choice that competes with the diagnoses for the first place. */
const OTHER_DISEASE = "Other-disease";

/** The evaluations that a rule keeps, in the order given. */
export function keepEvaluations(
  evaluations: readonly Evaluation[],
  { rule, images }: KeepOptions,
): Evaluation[] {
  if (rule === "first-tag-is-diagnosis") {
    return evaluations.filter(beginsWithDiagnosis);
  }
  if (rule === "gold-diagnosis") {
    return evaluations.filter((evaluation) => {
      const gold = images.get(evaluation.image)?.diagnosis;
      return gold !== undefined && diagnosesOf(evaluation).includes(gold);
    });
  }
  return selectEvaluations(evaluations, rule);
}

function beginsWithDiagnosis({ selections }: Evaluation): boolean {
  const [first] = selections
    .filter(({ kind, term }) => kind === "diagnosis" || term === OTHER_DISEASE)
    .sort((a, b) => a.position - b.position);
  return first?.kind === "diagnosis";
}
