import type { FetchParams } from "../stages/fetch.ts";

/** A release of the data, pinned by the git ids of its paths. */
export interface Release {
  /** What people call it. */
  readonly title: string;
  /** Where people find it. */
  readonly repository: string;
  /** The git commit, 40 hexadecimal digits. */
  readonly commit: string;
  /** The SPDX id of its license. */
  readonly license: string;
  /** The archive's file name in a mirror folder. */
  readonly archive: string;
  /** Where the archive is on the network. */
  readonly url: string;
  /** The git id of each path: of a tree, or of a blob where the path has an extension. */
  readonly paths: Readonly<Record<string, string>>;
}

/** The releases that the studies read, by names such as `release-v1`. */
export type Sources = Readonly<Record<string, Release>>;

/**
 * A release of the sources.
 *
 * @throws {RangeError} If the sources lack it.
 */
export function releaseOf(sources: Sources, name: string): Release {
  const release = sources[name];
  if (release === undefined) {
    throw new RangeError(
      `The sources name no release "${name}": add it to the file that --sources names`,
    );
  }
  return release;
}

/**
 * The parameters with which some paths of a release are fetched.
 *
 * @throws {RangeError} If the sources lack the release or one of the paths.
 */
export function fetchParams(
  sources: Sources,
  release: string,
  paths: readonly string[],
): FetchParams {
  const source = releaseOf(sources, release);
  return {
    release,
    url: source.url,
    archive: source.archive,
    paths: paths.map((path) => {
      const id = source.paths[path];
      if (id === undefined) {
        throw new RangeError(
          `The sources pin no path "${path}" of "${release}": add its git id to the file that --sources names`,
        );
      }
      return { path, id, kind: path.includes(".") ? "blob" : "tree" };
    }),
  };
}
