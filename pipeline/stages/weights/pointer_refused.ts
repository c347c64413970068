import { UnavailableError } from "../../engine/errors.ts";
import type { WeightsParams } from "../weights.ts";
import { placeInMirror } from "./unavailable.ts";

/** A pointer of Git LFS that came in the place of weights. */
export interface Pointer {
  /** The file's name. */
  readonly name: string;
  /** Where it was found, such as `in the mirror folder`. */
  readonly place: string;
}

/** The error that refuses a pointer of Git LFS, and says how to supply the file. */
export function pointerRefused(
  params: WeightsParams,
  { name, place }: Pointer,
): UnavailableError {
  const { repository, commit, tree } = params;
  return new UnavailableError(
    "weights",
    `The file "${name}" ${place} is a pointer of Git LFS and holds no weights: run "git lfs pull" in a clone of ${repository} at ${commit}, and put its folder "${tree.path}" into a folder for --mirror as "${
      placeInMirror(params)
    }"`,
  );
}
