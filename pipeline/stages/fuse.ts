import type { FusionReading } from "../metrics/fusion_reading.ts";
import type { Stage } from "../engine/stage.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";
import type { KeepingRule } from "./evaluations/keep_evaluations.ts";

/** Whose outlines are fused, and how the result is read. */
export interface FuseParams {
  /** The part of the release whose raters vote. */
  readonly scope: EvaluationScope;
  /** Which of their evaluations count. */
  readonly rule: KeepingRule;
  /** The readings that the table counts; the votes are stored once for all of them. */
  readonly readings: readonly FusionReading[];
}

/**
 * Lays the outlines of all raters over each other, for each image and characteristic
 * that anyone outlined.
 *
 * Inputs: the five outputs of `ingest`.
 *
 * Outputs:
 * - `votes`: a row an image and characteristic, sorted: how many evaluations `drew` it of
 *   how many `valid` ones of the image, the `most` votes that one pixel has, the `area`
 *   of the pixels that have any, and which rows of `vote_runs` are its;
 * - `vote_runs`: uint32, R x 3: start, end (exclusive) and votes of each run of pixels,
 *   in row-major order;
 * - `fusion`: the `evaluations` that count, the `images` that have one, and for each
 *   reading (rule in the row, what it is of in the column) of how many pairs of image
 *   and characteristic it leaves a pixel.
 *
 * No rule is applied to what is stored: see `FusionReading` for what can be made of it.
 */
export const fuse: Stage = {
  id: "fuse",
  revision: 1,
  entry: new URL("./fuse_run.ts", import.meta.url),
  inputs: {
    images: {},
    evaluations: {},
    selections: {},
    masks: {},
    runs: {},
  },
  outputs: {
    votes: { file: "votes.csv" },
    vote_runs: { file: "votes.npy" },
    fusion: { file: "tables/fusion.csv" },
  },
  resources: { cpu: 1, memoryMiB: 256 },
};
