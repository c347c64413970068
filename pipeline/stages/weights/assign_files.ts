import type { WeightsNetwork, WeightsParams } from "../weights.ts";
import { type FoldGroup, groupByFold } from "./group_by_fold.ts";

/** What {@link assignFiles} is to find, and where. */
export type AssignFilesOptions = Pick<
  WeightsParams,
  "networks" | "folds" | "tree"
>;

/**
 * Tells from the names of files which network and which fold each is of.
 *
 * The fold is the number in which the names of a network's files differ; the network
 * is told by the words in them. Where the parameters name the files, nothing is guessed.
 *
 * @param names Paths of the files that hold weights, in any order.
 * @returns The files of each network, in order of the folds.
 * @throws {RangeError} If the names leave a doubt; the message lists them.
 */
export function assignFiles(
  names: readonly string[],
  options: AssignFilesOptions,
): Map<string, readonly string[]> {
  const { networks, folds } = options;
  const refuse = (reason: string): never => {
    throw new RangeError(refusal(reason, names, options));
  };
  const all = networks.length * folds;
  const told = new Set(networks.flatMap(({ files }) => files ?? []));
  if (told.size > 0) {
    const absent = [...told].filter((name) => !names.includes(name));
    if (absent.length > 0) refuse(`it has no ${list(absent)}`);
    if (networks.some(({ files }) => files?.length !== folds)) {
      refuse(`"order" does not name ${folds} files of each network`);
    }
    if (told.size < all) refuse(`"order" names a file twice`);
    return new Map(networks.map(({ id, files }) => [id, files!]));
  }
  if (names.length !== all) {
    refuse(`it holds ${names.length} files of weights, not ${all}`);
  }
  const groups = groupByFold(names, folds) ??
    refuse(
      `there is no number from 0 to ${
        folds - 1
      }, or from 1 to ${folds}, in which alone the names of a network differ`,
    );
  return new Map(networks.map((network) => {
    const own = groups.filter((group) => isOf(group, network, networks));
    const [group] = own;
    if (group === undefined || own.length > 1) {
      return refuse(
        `the names of ${own.length === 0 ? "no" : "more than one"} network ${
          clueOf(network, networks)
        }, as those of "${network.id}" should`,
      );
    }
    return [network.id, group.files];
  }));
}

function isOf(
  { name }: FoldGroup,
  network: WeightsNetwork,
  networks: readonly WeightsNetwork[],
): boolean {
  const says = (words: readonly string[]): boolean =>
    words.some((word) => name.toLowerCase().includes(word));
  return network.words.length > 0
    ? says(network.words)
    : !says(networks.flatMap(({ words }) => words));
}

function clueOf(
  { words }: WeightsNetwork,
  networks: readonly WeightsNetwork[],
): string {
  return words.length > 0
    ? `say ${list(words, " or ")}`
    : `say nothing of ${list(networks.flatMap(({ words }) => words), " or ")}`;
}

function refusal(
  reason: string,
  names: readonly string[],
  { networks, folds, tree }: AssignFilesOptions,
): string {
  return `Cannot tell which file of "${tree.path}" is which network and fold: ${reason}; expected ${folds} files of each of ${
    list(networks.map(({ id }) => id))
  }, found ${
    names.length === 0 ? "none" : list(names.toSorted())
  }: name the files of each network in order of the folds, as "order" of the release's "weights" in a file for --sources`;
}

function list(names: readonly string[], between = ", "): string {
  return names.map((name) => `"${name}"`).join(between);
}
