import type { FetchParams } from "../stages/fetch.ts";
import type { WeightsNetwork, WeightsParams } from "../stages/weights.ts";

/** Where the weights of networks are that were published with a release. */
export interface PublishedWeights {
  /** Their folder, which is among the release's paths. */
  readonly path: string;
  /** The folder's listing on the network, as GitHub's API gives it. */
  readonly listing: string;
  /** The address to which a file's path in the folder is added; it ends in a slash. */
  readonly files: string;
  /**
   * The files of each network in order of the folds, by the network's id; told from
   * the files' names unless said.
   */
  readonly order?: Readonly<Record<string, readonly string[]>>;
}

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
  /** Weights of networks, if any were published. */
  readonly weights?: PublishedWeights;
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

/** Which weights of a release {@link weightsParams} is to fetch. */
export interface WeightsWanted {
  /** The networks; the sources may name their files. */
  readonly networks: readonly Omit<WeightsNetwork, "files">[];
  /** How many folds each network was trained on. */
  readonly folds: number;
}

/**
 * The parameters with which the weights that were published with a release are fetched.
 *
 * @throws {RangeError} If the sources lack the release, or {@link lackOfWeights} says
 * something of it.
 */
export function weightsParams(
  sources: Sources,
  release: string,
  { networks, folds }: WeightsWanted,
): WeightsParams {
  const lack = lackOfWeights(sources, release);
  if (lack !== undefined) throw new RangeError(lack);
  const { repository, commit, archive, paths, weights } = releaseOf(
    sources,
    release,
  );
  const { path, listing, files, order } = weights!;
  return {
    repository,
    commit,
    tree: { path, id: paths[path]! },
    listing,
    files,
    archive,
    networks: networks.map((network) => ({
      ...network,
      files: order?.[network.id] ?? null,
    })),
    folds,
  };
}

/**
 * What the sources lack to fetch the weights of a release, such as sources of a user
 * who replaced the data alone; `undefined` if nothing.
 *
 * @throws {RangeError} If they lack the release.
 */
export function lackOfWeights(
  sources: Sources,
  release: string,
): string | undefined {
  const { weights, paths } = releaseOf(sources, release);
  const inFile = "to the file that --sources names";
  if (weights === undefined) {
    return `The sources do not say where the weights of "${release}" are: add "weights" with "path", "listing" and "files" ${inFile}, as in data/sources.json`;
  }
  return paths[weights.path] === undefined
    ? `The sources pin no path "${weights.path}" of "${release}": add its git id ${inFile}`
    : undefined;
}

/** The hosts that are asked for weights, each once. */
export function weightsHosts({ listing, files }: WeightsParams): string[] {
  return [...new Set([listing, files].map((url) => new URL(url).host))];
}
