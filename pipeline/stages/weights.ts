import type { Stage } from "../engine/stage.ts";
import { MIRROR } from "./fetch.ts";

/** A network whose weights are among those that are fetched. */
export interface WeightsNetwork {
  /** The name of its output port and folder, such as `"dermx_plus"`. */
  readonly id: string;
  /**
   * What its files' names say, in lower case, and no other network's do: any of these.
   * With none, it is the network whose files' names say nothing of the others.
   */
  readonly words: readonly string[];
  /** Its files in order of folds, if that is known and need not be told by the names. */
  readonly files: readonly string[] | null;
}

/** What the study says of published weights. */
export interface WeightsParams {
  /** Where people find the release. */
  readonly repository: string;
  /** Its git commit. */
  readonly commit: string;
  /** The folder of the weights. */
  readonly tree: {
    /** The path below the release's top folder. */
    readonly path: string;
    /** The git id of the folder, which pins the names, modes and bytes of its files. */
    readonly id: string;
  };
  /** Where the folder's listing is on the network, as GitHub's API gives it. */
  readonly listing: string;
  /** Where the files are on the network: to this their paths in the folder are added. */
  readonly files: string;
  /**
   * The release's archive in a mirror folder. Unpacked, it is the folder of the same
   * name without `.tar.gz`.
   */
  readonly archive: string;
  /** The networks, one output port each. */
  readonly networks: readonly WeightsNetwork[];
  /** How many folds each network was trained on: a file each. */
  readonly folds: number;
}

/** A file that holds weights: the others of the folder are verified and left. */
export const WEIGHTS_EXTENSION = ".pt";

/**
 * Fetches the published weights of networks, out of a mirror folder or from the
 * network, and verifies each file by its git id, which follows from that of the folder.
 * Where the id is that of a pointer of Git LFS, it is the pointer's digest that pins the
 * file.
 *
 * Outputs: for each network its files, one a fold, in order of the folds.
 *
 * It has network access for the hosts of the listing and of the files alone, and holds
 * no file in memory. Its key has the addresses and the archive's name, as all
 * parameters, but not whether a mirror was read: either way the id pins the bytes.
 */
export function weightsStage(networks: readonly string[]): Stage {
  return {
    id: "weights",
    revision: 1,
    entry: new URL("./weights_run.ts", import.meta.url),
    inputs: {},
    mounts: [MIRROR],
    outputs: Object.fromEntries(
      networks.map((id) => [id, { file: id, partitioned: true }]),
    ),
    resources: { cpu: 1, memoryMiB: 160 },
    // Two gigabytes, at the pace of a slow line.
    timeoutSeconds: 4 * 3600,
  };
}
