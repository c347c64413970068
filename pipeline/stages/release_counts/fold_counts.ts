import type { TableCell } from "../../../data/ledger/table.ts";
import type { Fold, FoldImage } from "../../../data/dermx/fold.ts";

/**
 * The counts of folds: a row for all of them, then one for each. An image is tested
 * once if it is in the test list of one fold alone; a patient is divided if a fold has
 * images of theirs in both lists. Of a test list that is printed elsewhere it is counted
 * how much is in a fold's own: `printed_test_images`, and in the row of all folds the
 * most that one has.
 */
export function foldCounts(
  folds: readonly Fold[],
  options: {
    /** The images that the metadata describe, by id. */
    readonly described: ReadonlyMap<string, unknown>;
    /** The images of the printed test list; none unless said. */
    readonly printed?: ReadonlySet<string>;
  },
): TableCell[] {
  const { described, printed = new Set() } = options;
  const printedIn = ({ test }: Fold): number =>
    distinct(test, "image").intersection(printed).size;
  const listed = folds.flatMap(({ train, test }) => [...train, ...test]);
  const tests = Map.groupBy(
    folds.flatMap(({ test }) => test),
    ({ image }) => image,
  );
  const images = distinct(listed, "image");
  const all = {
    folds: folds.length,
    images: images.size,
    images_tested_once:
      [...tests.values()].filter(({ length }) => length === 1).length,
    images_without_metadata:
      [...images].filter((image) => !described.has(image)).length,
    patients: distinct(listed, "patient").size,
    divided_patients: folds.reduce((sum, fold) => sum + divided(fold), 0),
    ...(printed.size > 0 && {
      printed_test_images: printed.size,
      printed_in_one_test_list: Math.max(...folds.map(printedIn)),
    }),
  };
  return [
    ...cells("folds", all),
    ...folds.flatMap((fold, i) =>
      cells(`fold_${i}`, {
        train_images: fold.train.length,
        test_images: fold.test.length,
        train_patients: distinct(fold.train, "patient").size,
        test_patients: distinct(fold.test, "patient").size,
        divided_patients: divided(fold),
        ...(printed.size > 0 && { printed_test_images: printedIn(fold) }),
      })
    ),
  ];
}

function divided({ train, test }: Fold): number {
  const trained = distinct(train, "patient");
  return distinct(test, "patient").intersection(trained).size;
}

function distinct(
  images: readonly FoldImage[],
  key: "image" | "patient",
): Set<string> {
  return new Set(images.map((image) => image[key]));
}

function cells(
  row: string,
  counts: Readonly<Record<string, number>>,
): TableCell[] {
  return Object.entries(counts).map(([column, value]) => ({
    row,
    column,
    statistic: "count",
    value,
  }));
}
