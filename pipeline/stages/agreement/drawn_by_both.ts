import type { Confusion } from "../../metrics/confusion.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import { f1, iou } from "../../metrics/rates.ts";

/** Agreement on where a term is, among raters who agree that it is there. */
export interface DrawnByBoth {
  /** Comparisons of two outlines neither of which is empty. */
  readonly pairs: number;
  /** The mean over these comparisons, in [0, 1]; `null` if there are none. */
  readonly dice: number | null;
  /** The mean over these comparisons, in [0, 1]; `null` if there are none. */
  readonly iou: number | null;
}

/** Averages only those comparisons of pixels in which both sides drew something. */
export function drawnByBoth(comparisons: readonly Confusion[]): DrawnByBoth {
  const both = comparisons.filter(({ tp, fp, fn }) =>
    tp + fp > 0 && tp + fn > 0
  );
  const mean = (rate: typeof f1): number | null =>
    meanStd(both.map((counts) => rate(counts) ?? 0), { std: "population" })
      .mean ?? null;
  return { pairs: both.length, dice: mean(f1), iou: mean(iou) };
}
