import type { Stage } from "../engine/stage.ts";

/** The name of the host folder in which {@link fetchStage} looks for archives. */
export const MIRROR = "mirror";

/** A path of a release that is fetched. */
export interface PinnedPath {
  /** The path below the release's top folder. */
  readonly path: string;
  /** Whether it is a folder (a git tree) or a file (a git blob). */
  readonly kind: "tree" | "blob";
  /** Its git id: the SHA-1 that pins every byte of it. */
  readonly id: string;
}

/** What the study says of a release. */
export interface FetchParams {
  /** A short name such as `"release-v1"`. */
  readonly release: string;
  /** Where the archive is on the network: a gzipped tar with one top folder. */
  readonly url: string;
  /** The archive's file name in a mirror folder. */
  readonly archive: string;
  /** What to take out of the archive; the rest is passed over. */
  readonly paths: readonly PinnedPath[];
}

/**
 * Fetches the pinned paths of a release from its archive, out of a mirror folder or
 * from the network, and verifies each by its git id. A folder becomes one tar,
 * sorted by name; its output port is called as the path is.
 *
 * It has network access, for the release's host alone. Its key has the address and the
 * archive's name, as all parameters, but not whether a mirror was read: either way the
 * ids pin the bytes.
 */
export function fetchStage(paths: readonly PinnedPath[]): Stage {
  return {
    id: "fetch",
    revision: 1,
    entry: new URL("./fetch_run.ts", import.meta.url),
    inputs: {},
    mounts: [MIRROR],
    outputs: Object.fromEntries(
      paths.map(({ path, kind }) => [
        path,
        { file: kind === "tree" ? `${path}.tar` : path },
      ]),
    ),
    resources: { cpu: 1, memoryMiB: 200 },
    timeoutSeconds: 3600,
  };
}
