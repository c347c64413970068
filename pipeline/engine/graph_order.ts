/** A place in a layer: a node, or the passage of a long edge. */
export interface GraphSlot {
  /** The slots of the layer above that lead here. */
  readonly above: readonly GraphSlot[];
  /** The slots of the layer below that this one leads to. */
  readonly below: readonly GraphSlot[];
}

const SWEEPS = 12;

/**
 * Orders each layer so that few edges cross: barycentre sweeps down and up, of
 * which the best arrangement is kept.
 *
 * @param layers The slots by layer.
 * @returns The same slots in new order.
 */
export function orderLayers<Slot extends GraphSlot>(
  layers: readonly (readonly Slot[])[],
): Slot[][] {
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(best);
  let current = best;
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    current = sweepOnce(current, sweep % 2 === 0 ? "above" : "below");
    const count = crossings(current);
    if (count < fewest) {
      fewest = count;
      best = current;
    }
  }
  return best;
}

function sweepOnce<Slot extends GraphSlot>(
  layers: readonly (readonly Slot[])[],
  towards: "above" | "below",
): Slot[][] {
  const sorted: Slot[][] = [];
  let index = new Map<GraphSlot, number>();
  const downwards = towards === "above";
  for (const layer of downwards ? layers : layers.toReversed()) {
    const keyed = layer.map((slot, i) => {
      const near = slot[towards].map((other) => index.get(other)!);
      const sum = near.reduce((total, x) => total + x, 0);
      return { slot, key: near.length === 0 ? i : sum / near.length };
    });
    const next = keyed.sort((a, b) => a.key - b.key).map(({ slot }) => slot);
    index = new Map(next.map((slot, i) => [slot, i]));
    sorted.push(next);
  }
  return downwards ? sorted : sorted.reverse();
}

/** How many pairs of edges cross between neighbouring layers. */
function crossings(layers: readonly (readonly GraphSlot[])[]): number {
  let count = 0;
  for (const [i, layer] of layers.entries()) {
    const below = new Map(layers[i + 1]?.map((slot, j) => [slot, j]));
    const ends = layer.map((slot) =>
      slot.below.map((other) => below.get(other)!)
    );
    for (const [j, left] of ends.entries()) {
      for (const right of ends.slice(j + 1)) {
        for (const a of left) for (const b of right) if (a > b) count++;
      }
    }
  }
  return count;
}
