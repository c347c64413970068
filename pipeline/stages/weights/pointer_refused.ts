import { UnavailableError } from "../../engine/errors.ts";
import type { WeightsParams } from "../weights.ts";
import { placeInMirror } from "./unavailable.ts";

/**
 * The error that refuses a pointer of Git LFS in the place of weights.
 *
 * @param name The file's name.
 */
export function pointerRefused(
  params: WeightsParams,
  name: string,
): UnavailableError {
  const { repository, commit, tree } = params;
  return new UnavailableError(
    "weights",
    `The file "${name}" is a pointer of Git LFS and holds no weights: run "git lfs pull" in a clone of ${repository} at ${commit}, and put its folder "${tree.path}" into a folder for --mirror as "${
      placeInMirror(params)
    }"`,
  );
}
