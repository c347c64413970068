import { area, type Mask } from "../../data/dermx/mask.ts";
import type { TopShares } from "./explanation_scores.ts";
import type { FixedPointMap } from "./fixed_point_map.ts";
import { PixelSet } from "./pixel_set.ts";
import { topPixels } from "./top_pixels.ts";

/** Where pixels of one level stand among all, from the highest down. */
interface Tie {
  /** How many are higher. */
  readonly above: number;
  /** How many are higher or in the tie. */
  readonly through: number;
}

/**
 * Pointing and rank of a map in each of some masks.
 *
 * The map's highest pixels are put into a set, from the highest down. Each mask stops
 * that twice: when all pixels above its threshold, the value of the |S|-th pixel, are
 * in, and when those that equal it are in too. What it then counts in the set is what
 * it holds of either. So pixels are sorted once for all masks, and no more than the
 * largest mask needs.
 */
export function topShares(
  map: FixedPointMap,
  masks: readonly Mask[],
): TopShares[] {
  const { levels } = map;
  const outlines = masks.map((mask) => ({ mask, size: area(mask) }));
  const largest = outlines.reduce((most, { size }) => Math.max(most, size), 1);
  const sorted = topPixels(levels, largest);
  const set = new PixelSet(levels.length);
  let members = 0;
  const grow = (to: number): void => {
    set.add(sorted.subarray(members, to));
    members = Math.max(members, to);
  };

  const top = tieAt(1, { sorted, levels });
  const isEmpty = sorted.length === 0;
  if (!isEmpty) grow(top.through);
  const pointing = new Map(
    outlines.map(({ mask }) => [
      mask,
      isEmpty ? 0 : set.countWithin(mask) / top.through,
    ]),
  );

  const rank = new Map<Mask, number>();
  const ties = Map.groupBy(
    outlines.filter(({ size }) => size > 0).sort((a, b) => a.size - b.size)
      .map((outline) => ({
        ...outline,
        ...tieAt(outline.size, { sorted, levels }),
      })),
    ({ above }) => above,
  );
  for (const [above, group] of ties) {
    grow(above);
    // Nothing is above the maximum, whose pixels are in the set already.
    const higher = above === 0
      ? group.map(() => 0)
      : group.map(({ mask }) => set.countWithin(mask));
    // Pixels of level 0 are not sorted: all that the set lacks are in the tie.
    const isLast = above === sorted.length;
    if (!isLast) grow(group[0]!.through);
    group.forEach(({ mask, size, through }, i) => {
      const within = isLast ? size : set.countWithin(mask);
      const chosen = (size - above) / (through - above);
      rank.set(mask, (higher[i]! + (within - higher[i]!) * chosen) / size);
    });
  }
  return masks.map((mask) => ({
    pointing: pointing.get(mask)!,
    rank: rank.get(mask),
  }));
}

/** The tie that the n-th highest pixel belongs to. */
function tieAt(
  n: number,
  { sorted, levels }: { sorted: Uint32Array; levels: Uint32Array },
): Tie {
  if (n > sorted.length) {
    return { above: sorted.length, through: levels.length };
  }
  const level = levels[sorted[n - 1]!]!;
  const above = countAbove(level, { sorted, levels });
  return { above, through: countAbove(level - 1, { sorted, levels }) };
}

/** How many pixels have a higher level, by bisection. */
function countAbove(
  level: number,
  { sorted, levels }: { sorted: Uint32Array; levels: Uint32Array },
): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (levels[sorted[middle]!]! > level) low = middle + 1;
    else high = middle;
  }
  return low;
}
