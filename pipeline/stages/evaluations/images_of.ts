import type { Evaluation } from "./evaluation.ts";

/** The images that have an evaluation, each once, sorted. */
export function imagesOf(evaluations: readonly Evaluation[]): string[] {
  return [...new Set(evaluations.map(({ image }) => image))].sort();
}
