import type { Judgement, NetworkResults } from "./judge_network.ts";
import type { OutlineScores } from "./outline_scores.ts";
import { overRuns } from "./over_runs.ts";
import type { Reading } from "./params.ts";
import { type RaterComparison, raterOutlines } from "./rater_comparisons.ts";
import { runScores } from "./run_scores.ts";
import {
  BASELINE_NAMES,
  OTHERS,
  type Subject,
  type SubjectScores,
} from "./subject_scores.ts";

/** The scores of those that are no networks. */
export interface OtherScores {
  /** Of one map in the centre of every image. */
  readonly centre: readonly OutlineScores[];
  /** Of random maps. */
  readonly random: readonly OutlineScores[];
  /** Of raters, against each other. */
  readonly raters: readonly RaterComparison[];
}

/** What each of them has for a network's outlines, in one reading. */
export function otherOutlines(
  { centre, random, raters }: OtherScores,
  { reading, judgement: { evaluations, params } }: {
    readonly reading: Reading;
    readonly judgement: Judgement;
  },
): [Subject, readonly OutlineScores[]][] {
  const rated = {
    set: reading.evaluations,
    target: reading.target,
    evaluations,
  };
  return [
    [{ id: OTHERS.centre, name: BASELINE_NAMES.centre }, centre],
    [{ id: OTHERS.random, name: BASELINE_NAMES.random }, random],
    [
      { id: OTHERS.rater, name: params.rater },
      raterOutlines(raters, { ...rated, explanation: "union" }),
    ],
    [
      { id: OTHERS.same, name: `${params.rater}, same characteristic` },
      raterOutlines(raters, { ...rated, explanation: "characteristic" }),
    ],
  ];
}

/**
 * The scores of those that are no networks, in one reading: over each set of
 * images on which networks are judged, then over these sets.
 */
export function scoreOthers(
  scores: OtherScores,
  { reading, judgement, networks }: {
    readonly reading: Reading;
    readonly judgement: Judgement;
    readonly networks: readonly NetworkResults[];
  },
): SubjectScores[] {
  const { gold, evaluations, params } = judgement;
  const parts = Map.groupBy(networks, ({ images }) => images);
  return otherOutlines(scores, { reading, judgement }).map(
    ([subject, outlines]) => {
      const runs = [...parts].map(([images, judged]) => ({
        run: judged[0]!.id,
        rows: runScores(outlines, { reading, images, gold, evaluations }),
      }));
      return {
        subject,
        runs,
        rows: overRuns(runs.map(({ rows }) => rows), params),
      };
    },
  );
}
