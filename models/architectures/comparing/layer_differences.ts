import type { Layer } from "../plan/layer.ts";
import { layerTraits, type Trait } from "./layer_traits.ts";
import type { Placed } from "./pair_layers.ts";

/** A trait in which two layers differ. */
export interface TraitDifference {
  /** The trait. */
  readonly trait: Trait;
  /** What was expected, in words. */
  readonly expected: string;
  /** What the file has, in words. */
  readonly found: string;
}

/** Numbers closer than this, relative to their size, are taken for equal. */
const TOLERANCE = 1e-4;

/**
 * In which traits a layer differs from the expected one. What a batch normalisation
 * that was folded into a convolution hides is no difference, nor is what follows from
 * another difference: the padding of another kernel or step.
 */
export function layerDifferences(
  expected: Placed,
  found: Placed,
): TraitDifference[] {
  const [a, b] = [expected.layer, found.layer];
  if (a.kind !== b.kind) {
    return [{ trait: "layer", expected: kindOf(a), found: kindOf(b) }];
  }
  if (samePixels(a, b)) return [];
  const hidden = new Set<Trait>();
  // Padding depends on the extents, which another difference may have changed.
  const [, ...size] = found.input;
  const wanted = layerTraits(a, expected.input, size);
  const had = layerTraits(b, found.input);
  const differs = (trait: Trait): boolean =>
    wanted[trait] !== undefined && had[trait] !== undefined &&
    wanted[trait] !== had[trait];
  if (isFolded(a, b)) {
    hidden.add("bias").add("batch normalisation").add("epsilon");
  }
  if (differs("batch normalisation")) hidden.add("bias").add("epsilon");
  if (differs("groups")) hidden.add("channels");
  if (differs("kernel") || differs("stride") || differs("dilation")) {
    hidden.add("padding");
  }
  return (Object.keys(wanted) as Trait[])
    .filter((trait) => !hidden.has(trait) && differs(trait))
    .map((trait) => ({
      trait,
      expected: wanted[trait]!,
      found: had[trait]!,
    }));
}

/** Whether a batch normalisation is gone and has left the bias that it would leave. */
export function isFolded(expected: Layer, found: Layer): boolean {
  return expected.kind === "convolution" && found.kind === "convolution" &&
    expected.norm !== undefined && found.norm === undefined && found.bias;
}

/** A layer in words. */
export function kindOf(layer: Layer): string {
  switch (layer.kind) {
    case "convolution":
      return `a convolution of ${layer.kernel.join(" x ")}`;
    case "maximum":
      return "a maximum pooling";
    case "mean":
      return "the mean over all places";
    case "flatten":
      return "all places in a row (Flatten)";
    case "dense":
      return "a matrix (Dense)";
    case "activation":
      return layer.function;
    case "scaling":
      return "a normalisation of pixels";
    case "batch normalisation":
      return "a batch normalisation";
    case "sum":
      return "a sum";
    case "product":
      return "a product";
    case "concatenation":
      return "a concatenation";
    case "other":
      return layer.op;
  }
}

function samePixels(a: Layer, b: Layer): boolean {
  if (a.kind !== "scaling" || b.kind !== "scaling") return false;
  const numbers = (layer: typeof a): readonly number[] => [
    ...layer.scale ?? [NaN],
    ...layer.shift ?? [NaN],
  ];
  const theirs = numbers(b);
  return numbers(a).every((number, i) =>
    Math.abs(number - theirs[i]!) <= TOLERANCE * Math.abs(number)
  );
}
