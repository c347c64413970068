import type { Evaluation } from "../evaluations/evaluation.ts";

/** Whether an evaluation selects a term, as a tag or with an outline. */
export function hasTerm({ selections }: Evaluation, name: string): boolean {
  return selections.some(({ term }) => term === name);
}
