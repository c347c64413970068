import type { GoldConventions } from "../agreement.ts";
import { diagnosesOf } from "../evaluations/diagnoses_of.ts";
import { diagnosisLabel } from "../evaluations/diagnosis_label.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";

/** Whether an evaluation counts as a diagnosis, several of them being settled by the rule. */
export function hasLabel(
  evaluation: Evaluation,
  options: {
    readonly diagnosis: string;
    readonly label: GoldConventions["label"];
  },
): boolean {
  const { diagnosis, label } = options;
  return label === "every"
    ? diagnosesOf(evaluation).includes(diagnosis)
    : diagnosisLabel(evaluation, label) === diagnosis;
}
