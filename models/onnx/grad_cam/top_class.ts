import type { Emitter } from "../gradient/emitter.ts";

/** The class with the highest score of each image. */
export interface TopClass {
  /** 1 at the class and 0 elsewhere: N×K, float32. */
  readonly oneHot: string;
  /** The class's index: N×1, float32. */
  readonly index: string;
}

/**
 * Appends the nodes that find the class with the highest score, the first of equals.
 *
 * `ArgMax` and `OneHot` would do it in two nodes, but the latter leaves the GPU.
 *
 * @param scores The scores' tensor, N×K.
 */
export function topClass(
  emit: Emitter,
  { scores, count }: { readonly scores: string; readonly count: number },
): TopClass {
  const highest = emit.equal(scores, emit.reduceMax(scores, [1]));
  const order = Array.from({ length: count }, (_, index) => count - index);
  const places = emit.multiply(highest, emit.numbers(order, [1, count]));
  const first = emit.reduceMax(places, [1]);
  return {
    oneHot: emit.equal(places, first),
    index: emit.subtract(emit.number(count), first),
  };
}
