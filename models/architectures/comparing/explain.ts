import type { Pair } from "../plan/layer.ts";
import { shapesOf } from "../plan/shapes_of.ts";
import type { Comparison } from "./compare_networks.ts";
import type { Difference } from "./difference.ts";
import type { Expectation } from "./expectation.ts";
import { layerDifferences } from "./layer_differences.ts";
import type { Placed } from "./pair_layers.ts";

/**
 * Says of differences what they mean, and puts those together that say the same of
 * several layers.
 */
export function explain(
  { differences, pairs }: Pick<Comparison, "differences" | "pairs">,
  { expectation, size }: {
    readonly expectation: Expectation;
    readonly size: Pair;
  },
): Difference[] {
  const lookalikes = expectation.lookalikes(size).map(({ plan, means }) => {
    const shapes = shapesOf(plan);
    return {
      layers: new Map<string, Placed>(
        plan.layers.map((layer) => [
          layer.name,
          { layer, input: shapes.get(layer.inputs[0]!)! },
        ]),
      ),
      means,
    };
  });
  const meaningOf = (difference: Difference): string | undefined => {
    const { trait, layers: [name = ""] } = difference;
    const found = pairs.get(name);
    for (const { layers, means } of lookalikes) {
      const layer = layers.get(name);
      const meaning = means[trait];
      if (!layer || !found || meaning === undefined) continue;
      const differs = layerDifferences(layer, found)
        .some((other) => other.trait === trait || other.trait === "layer");
      if (!differs) return meaning;
    }
    return expectation.meanings.find(({ trait: other, layers, found }) =>
      other === trait && (layers?.test(name) ?? true) &&
      (found?.test(difference.found) ?? true)
    )?.means;
  };
  const groups = new Map<string, Difference>();
  for (const difference of differences) {
    const means = difference.means ?? meaningOf(difference);
    const { trait, expected, found } = difference;
    const key = JSON.stringify([trait, expected, found, means]);
    const group = groups.get(key);
    groups.set(key, {
      ...difference,
      layers: [...group?.layers ?? [], ...difference.layers],
      nodes: [...group?.nodes ?? [], ...difference.nodes],
      ...means !== undefined && { means },
    });
  }
  return [...groups.values()];
}
