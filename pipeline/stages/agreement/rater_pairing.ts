import { type PairOrder, pairsOf } from "../../metrics/pairs.ts";

/**
 * Which raters are compared: every two, or those that are named together, such as
 * one rater's two rounds. Of two names the first takes the part of the prediction,
 * unless both orders are taken.
 */
export type RaterPairing =
  | "every-two"
  | readonly (readonly [predicted: string, reference: string])[];

/** How {@link pairRaters} pairs. */
export interface PairRatersOptions {
  /** Whether each of two raters is the reference of the other, too. */
  readonly order: PairOrder;
  /** Which raters are compared; every two unless said. */
  readonly pairing?: RaterPairing | undefined;
}

/**
 * The pairs of raters to compare, among things that each belong to one rater.
 * A pairing with a rater who has none of them is passed over.
 */
export function pairRaters<T extends { readonly rater: string }>(
  items: readonly T[],
  { order, pairing = "every-two" }: PairRatersOptions,
): [predicted: T, reference: T][] {
  if (pairing === "every-two") return pairsOf(items, { order });
  const byRater = new Map(items.map((item) => [item.rater, item]));
  return pairing.flatMap((raters) =>
    pairsOf(raters.flatMap((rater) => byRater.get(rater) ?? []), { order })
  );
}
