import { votedArea, type VoteMap } from "../../metrics/vote_map.ts";
import type { RunFile } from "../masks/run_file.ts";
import type { VoteEntry } from "./vote_index.ts";

/**
 * The votes that an entry of the index points at.
 *
 * @param runs `votes.npy`, opened with three numbers a row.
 * @throws {RangeError} If the runs are not those that the index was made with.
 */
export function readVotes(entry: VoteEntry, runs: RunFile): VoteMap {
  const { width, height } = entry;
  const votes = { width, height, runs: runs.read(entry) };
  const area = votedArea(votes);
  if (area !== entry.area) {
    throw new RangeError(
      `Cannot use the votes for "${entry.characteristic}" on "${entry.image}": their runs hold ${area} pixels and their index says ${entry.area}: supply both files of one run of the stage`,
    );
  }
  return votes;
}
