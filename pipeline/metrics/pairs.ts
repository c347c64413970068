/**
 * Which pairs of raters are compared: `"ordered"` takes each rater once as
 * the prediction and once as the reference of the other, `"unordered"` takes
 * every two raters once.
 */
export type PairOrder = "ordered" | "unordered";

/**
 * Every pair of two different items, as `[predicted, reference]`.
 *
 * Unordered pairs keep the order of the list: the earlier item comes first.
 * n items make n(n − 1) ordered and half as many unordered pairs.
 */
export function pairsOf<T>(
  items: readonly T[],
  options: { readonly order: PairOrder },
): [predicted: T, reference: T][] {
  return items.flatMap((a, i) =>
    items.flatMap((b, j): [T, T][] => {
      const taken = options.order === "ordered" ? i !== j : i < j;
      return taken ? [[a, b]] : [];
    })
  );
}
