import type { Mask } from "../../../data/dermx/mask.ts";
import type { TableCell } from "../../../data/ledger/table.ts";
import { type Confusion, exchangeSides } from "../../metrics/confusion.ts";
import { overlapConfusion, overlapOf } from "../../metrics/overlap.ts";
import type { LocalisationConventions } from "../agreement.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import type { MaskEntry } from "../masks/mask_index.ts";
import { readMask } from "../masks/read_mask.ts";
import type { RunFile } from "../masks/run_file.ts";
import { rateCells } from "../rates/rate_cells.ts";
import { pairRaters, type RaterPairing } from "./rater_pairing.ts";

/** What {@link localisationTable} returns. */
export interface LocalisationTable {
  /** Values of the table, row by row. */
  readonly cells: TableCell[];
  /** For each row the counts of pixels of every pair of outlines, by image. */
  readonly comparisons: ReadonlyMap<string, readonly Confusion[]>;
}

/**
 * Outlines of raters against each other (dataset paper, Table 3b): one
 * comparison for each image, pair of its raters and term, in the image's own
 * pixels; mean and standard deviation over all of a term's comparisons together.
 *
 * A rater who did not draw the term has an empty outline, so the table mixes
 * whether raters selected a term with where they drew it. Beside the rates each
 * row counts the comparisons, and those whose reference is not empty.
 *
 * Only one image's outlines are in memory at a time.
 */
export function localisationTable(
  evaluations: readonly Evaluation[],
  options: LocalisationConventions & {
    readonly masks: readonly MaskEntry[];
    readonly runs: RunFile;
    /** Which raters are compared; every two unless said. */
    readonly pairing?: RaterPairing;
  },
): LocalisationTable {
  const { rows, included, runs, pairing } = options;
  const comparisons = new Map(
    rows.map((row): [string, Confusion[]] => [row, []]),
  );
  const masksByImage = Map.groupBy(options.masks, ({ image }) => image);
  const selected = selectEvaluations(evaluations, options.evaluations);
  for (const [image, raters] of Map.groupBy(selected, ({ image }) => image)) {
    const byTerm = Map.groupBy(
      masksByImage.get(image) ?? [],
      ({ characteristic }) => characteristic,
    );
    for (const [row, found] of comparisons) {
      const outlines = outlinesOf(raters, {
        entries: byTerm.get(row) ?? [],
        runs,
      });
      const pairs = pairRaters(outlines, { order: "unordered", pairing });
      for (const [{ mask: a }, { mask: b }] of pairs) {
        const drawn = Number(a.runs.length > 0) + Number(b.runs.length > 0);
        if (drawn < (included === "both-drew" ? 2 : 1)) continue;
        const counts = overlapConfusion(overlapOf(a, b));
        found.push(counts);
        if (options.pairs === "ordered") found.push(exchangeSides(counts));
      }
    }
  }
  const cells = [...comparisons].flatMap(([row, counts]) => [
    ...rateCells(row, { ...options, counts }),
    count(row, { column: "pairs", value: counts.length }),
    count(row, {
      column: "pairs_with_reference",
      value: counts.filter(({ tp, fn }) => tp + fn > 0).length,
    }),
  ]);
  return { cells, comparisons };
}

/** Each rater's outline of one term; empty ones have the size of the image. */
function outlinesOf(
  raters: readonly Evaluation[],
  options: { readonly entries: readonly MaskEntry[]; readonly runs: RunFile },
): { readonly rater: string; readonly mask: Mask }[] {
  const { entries, runs } = options;
  return raters.map(({ rater, width, height }) => {
    const entry = entries.find((entry) => entry.rater === rater);
    const mask = entry === undefined
      ? { width, height, runs: new Uint32Array() }
      : readMask(entry, runs);
    return { rater, mask };
  });
}

function count(
  row: string,
  cell: { readonly column: string; readonly value: number },
): TableCell {
  return { row, ...cell, statistic: "count" };
}
