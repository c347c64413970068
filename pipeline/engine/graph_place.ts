/** Where slots want to be, and how near each other they may come. */
export interface PlaceOptions {
  /** The wanted position of each slot, in order from left to right. */
  readonly wanted: readonly number[];
  /** The least distance between a slot and the next; one fewer than the slots. */
  readonly gaps: readonly number[];
}

/**
 * Places slots in a row as near to their wishes as their distances allow: the
 * least-squares solution, by isotonic regression (pool adjacent violators) of
 * the wishes less the room that the slots to the left need.
 *
 * @returns The positions, in order, each at least its gap from the last.
 */
export function placeInRow({ wanted, gaps }: PlaceOptions): number[] {
  const room = [0];
  for (const gap of gaps) room.push(room.at(-1)! + gap);
  const pools: { sum: number; count: number }[] = [];
  for (const [i, wish] of wanted.entries()) {
    let pool = { sum: wish - room[i]!, count: 1 };
    for (;;) {
      const last = pools.at(-1);
      if (
        last === undefined || last.sum / last.count <= pool.sum / pool.count
      ) break;
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  const levels = pools.flatMap(({ sum, count }) =>
    Array.from({ length: count }, () => sum / count)
  );
  return levels.map((level, i) => level + room[i]!);
}
