import { byMeasure } from "../../pipeline/stages/benchmark/by_measure.ts";
import type { OutlineScores } from "../../pipeline/stages/benchmark/outline_scores.ts";
import type { Reading } from "../../pipeline/stages/benchmark/params.ts";
import type { Evaluation } from "../../pipeline/stages/evaluations/evaluation.ts";

/** Scores of one outline that all have one value, against the target "gold". */
export function outlineScores(
  evaluation: Evaluation,
  { characteristic, value, target = "gold" }: {
    readonly characteristic: string;
    readonly value: number | undefined;
    readonly target?: string;
  },
): OutlineScores {
  const values = byMeasure(() => value);
  return { evaluation, characteristic, target, values };
}

/** A reading of every evaluation's outlines, changed as said. */
export function readingOf(changes: Partial<Reading> = {}): Reading {
  return {
    id: "some",
    title: "some",
    target: "gold",
    evaluations: "all",
    average: "mean",
    union: { images: "counted", average: "outlines" },
    ...changes,
  };
}
