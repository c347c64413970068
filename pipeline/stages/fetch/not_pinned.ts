import type { PinnedPath } from "../fetch.ts";

/** What came instead of a pinned path. */
export interface Impostor {
  /** Its git id. */
  readonly id: string;
  /** Where it was found, such as `in archive "a.tar.gz"`. */
  readonly place: string;
}

/** The error that refuses what is not, byte for byte, the pinned path. */
export function notPinned(
  { path, kind, id: expected }: PinnedPath,
  { id, place }: Impostor,
): Error {
  const what = kind === "tree" ? "folder" : "file";
  return new Error(
    `The ${what} "${path}" ${place} is not the pinned one: its git ${kind} id is ${id}, expected ${expected}: fetch it anew, or name the ids that you mean with --sources FILE`,
  );
}
