import { UnavailableError } from "../../engine/errors.ts";
import type { WeightsParams } from "../weights.ts";

/** Why weights are not to be had. */
export interface Lack {
  /** What was tried, and why it failed. */
  readonly reason: string;
  /** What may help, beside supplying the files. */
  readonly next: string;
}

/** The error that says that the weights are not to be had, and how to supply them. */
export function unavailable(
  params: WeightsParams,
  { reason, next }: Lack,
): UnavailableError {
  const { repository, commit, tree } = params;
  return new UnavailableError(
    "weights",
    `${reason}: ${next}, or take the folder "${tree.path}" from a clone of ${repository} at ${commit}, and put it into a folder for --mirror as "${
      placeInMirror(params)
    }"`,
  );
}

/**
 * Where the files are looked for in a mirror: the release's archive unpacked, or a
 * clone.
 */
export function placeInMirror(
  { archive, tree }: Pick<WeightsParams, "archive" | "tree">,
): string {
  return `${archive.replace(/\.tar\.gz$/, "")}/${tree.path}`;
}
