/** Two places that belong together; `undefined` stands for nothing in the other list. */
export interface Pairing {
  /** A place in the first list. */
  readonly a: number | undefined;
  /** A place in the second list. */
  readonly b: number | undefined;
}

/** What {@link align} weighs. */
export interface AlignOptions {
  /** The lengths of the two lists. */
  readonly lengths: readonly [number, number];
  /**
   * What it costs to pair two places: 0 if they are equal. A place without a partner
   * costs 1, so that from 2 on nothing is paired.
   */
  readonly cost: (a: number, b: number) => number;
}

/**
 * Pairs two lists in order at the least cost (Needleman and Wunsch 1970). Of equal
 * ways the one that pairs earlier places is taken, so that what is too much stands
 * together.
 */
export function align({ lengths: [m, n], cost }: AlignOptions): Pairing[] {
  const width = n + 1;
  const best = new Float64Array((m + 1) * width);
  for (let i = m; i >= 0; i--) {
    for (let j = n; j >= 0; j--) {
      if (i === m || j === n) {
        best[i * width + j] = m - i + n - j;
        continue;
      }
      best[i * width + j] = Math.min(
        1 + best[(i + 1) * width + j]!,
        1 + best[i * width + j + 1]!,
        cost(i, j) + best[(i + 1) * width + j + 1]!,
      );
    }
  }
  const pairs: Pairing[] = [];
  let [i, j] = [0, 0];
  while (i < m || j < n) {
    const here = best[i * width + j]!;
    if (
      i < m && j < n &&
      here === cost(i, j) + best[(i + 1) * width + j + 1]!
    ) {
      pairs.push({ a: i++, b: j++ });
    } else if (i < m && here === 1 + best[(i + 1) * width + j]!) {
      pairs.push({ a: i++, b: undefined });
    } else {
      pairs.push({ a: undefined, b: j++ });
    }
  }
  return pairs;
}
