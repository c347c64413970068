import { area, type Mask } from "../../../data/dermx/mask.ts";
import type { MaskEntry } from "./mask_index.ts";
import type { RunFile } from "./run_file.ts";

/**
 * The outline that an entry of the index points at.
 *
 * @throws {RangeError} If the runs are not those that the index was made with.
 */
export function readMask(entry: MaskEntry, runs: RunFile): Mask {
  const { width, height } = entry;
  const mask = { width, height, runs: runs.read(entry) };
  if (area(mask) !== entry.area) {
    throw new RangeError(
      `Cannot use the outline of "${entry.characteristic}" on "${entry.image}" by "${entry.rater}": its runs hold ${
        area(mask)
      } pixels and its index says ${entry.area}: supply both files of one ingest`,
    );
  }
  return mask;
}
