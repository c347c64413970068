import type { Layer, Shape } from "../plan/layer.ts";
import { align, type Pairing } from "./align.ts";
import { layerTraits, type Trait, type Traits } from "./layer_traits.ts";

/** A layer and what it reads. */
export interface Placed {
  /** The layer. */
  readonly layer: Layer;
  /** What its first input makes. */
  readonly input: Shape;
}

/** The most pairs of layers that are weighed; files may hold anything. */
const MAX_PAIRS = 8_000_000;

/** Kinds that may stand in each other's place; others are paired with their own only. */
const FAMILIES: readonly (readonly Layer["kind"][])[] = [
  ["flatten", "mean"],
  ["sum", "product", "other"],
  ["maximum", "convolution", "other"],
];

/** What a pair costs where a trait differs; others cost a little. */
const COSTS: Readonly<Partial<Record<Trait, number>>> = {
  kernel: 0.5,
  groups: 0.5,
  channels: 0.4,
  activation: 0.4,
  operator: 0.4,
  stride: 0.2,
};
const LITTLE = 0.05;
const ANOTHER_KIND = 1.9;
const NEVER = 3;

/**
 * Pairs the layers of two sequences so that as little as possible differs.
 *
 * @throws {RangeError} If there are too many.
 */
export function pairLayers(
  expected: readonly Placed[],
  found: readonly Placed[],
): Pairing[] {
  if (expected.length * found.length > MAX_PAIRS) {
    throw new RangeError(
      `Cannot compare a network of ${found.length} layers with one of ${expected.length}: it is another network`,
    );
  }
  const traits = [expected, found].map((list) =>
    list.map(({ layer, input }) => layerTraits(layer, input))
  );
  return align({
    lengths: [expected.length, found.length],
    cost: (a, b) => {
      const [x, y] = [expected[a]!.layer.kind, found[b]!.layer.kind];
      if (x === y) return distance(traits[0]![a]!, traits[1]![b]!);
      const isNear = FAMILIES.some((family) =>
        family.includes(x) && family.includes(y)
      );
      return isNear ? ANOTHER_KIND : NEVER;
    },
  });
}

function distance(a: Traits, b: Traits): number {
  let sum = 0;
  for (const trait of Object.keys(a) as Trait[]) {
    if (b[trait] === undefined || a[trait] === b[trait]) continue;
    sum += COSTS[trait] ?? LITTLE;
  }
  return Math.min(sum, ANOTHER_KIND);
}
