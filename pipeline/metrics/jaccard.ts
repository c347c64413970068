/**
 * The share of the members of either set that both have, |A ∩ B| / |A ∪ B|, in
 * [0, 1]. Two empty sets are equal, so theirs is 1.
 */
export function jaccard<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const either = a.union(b).size;
  return either === 0 ? 1 : a.intersection(b).size / either;
}
