import type { TableCell } from "../../../data/ledger/table.ts";
import type { KeepingRule } from "../evaluations/keep_evaluations.ts";
import type { ImageLabels } from "./image_labels.ts";
import type { PrintedLabel } from "./read_printed_labels.ts";

/** How near a rule comes to the labels that a notebook prints. */
export interface LabelComparison {
  /** The rule that keeps evaluations. */
  readonly rule: KeepingRule;
  /** The notebook. */
  readonly notebook: string;
  /** How many labels it prints of images that are labelled here. */
  readonly printed: number;
  /** How many of them the rule yields. */
  readonly same: number;
  /** The others, as printed. */
  readonly other: readonly Omit<PrintedLabel, "notebook">[];
}

/** Compares what a rule yields with what is printed, one notebook after the other. */
export function compareLabels(
  labels: readonly ImageLabels[],
  { rule, characteristics, printed }: {
    readonly rule: KeepingRule;
    readonly characteristics: readonly string[];
    readonly printed: readonly PrintedLabel[];
  },
): LabelComparison[] {
  const byImage = new Map(labels.map(({ image, present }) => [image, present]));
  const known = printed.filter(({ image }) => byImage.has(image));
  const notebooks = Map.groupBy(known, ({ notebook }) => notebook);
  return [...notebooks].map(([notebook, prints]) => {
    const other = prints
      .filter(({ image, characteristic, present }) =>
        byImage.get(image)![characteristics.indexOf(characteristic)] !== present
      )
      .map(({ notebook: _, ...label }) => label);
    const same = prints.length - other.length;
    return { rule, notebook, printed: prints.length, same, other };
  });
}

/** The counts of comparisons as cells of a table: a row a rule, a column a notebook. */
export function comparisonCells(
  comparisons: readonly LabelComparison[],
): TableCell[] {
  return comparisons.flatMap(({ rule, notebook, printed, same }) => [
    { row: rule, column: notebook, statistic: "printed", value: printed },
    { row: rule, column: notebook, statistic: "same", value: same },
  ]);
}
