import { type Fold, FOLD_PARTS } from "../../../data/dermx/fold.ts";

/** The columns of `folds.csv`. */
export const FOLD_ROW_COLUMNS = [
  "fold",
  "part",
  "image",
  "patient",
  "diagnosis",
] as const;

/** A line of `folds.csv`. */
export type FoldTableRow = Readonly<
  Record<(typeof FOLD_ROW_COLUMNS)[number], string | number>
>;

/** One row a fold and image, in the order of the lists; folds count from 0. */
export function foldRows(folds: readonly Fold[]): FoldTableRow[] {
  return folds.flatMap((lists, fold) =>
    FOLD_PARTS.flatMap((part) =>
      lists[part].map((listed) => ({ fold, part, ...listed }))
    )
  );
}
