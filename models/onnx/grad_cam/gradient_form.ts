import type { ValueInfo } from "../graph.ts";
import { BackwardPass } from "./backward_pass.ts";
import { MapNodes, type Rewriting, type Rewritten } from "./rewriting.ts";

/**
 * Appends maps whose weights are means of gradients, whatever lies between the layer
 * and the scores.
 *
 * @throws {TypeError} If an operator on the way has no gradient.
 */
export function gradientForm(rewriting: Rewriting): Rewritten {
  const { model, scores, target, layer, classes } = rewriting;
  const of = target === "probability" && scores.probabilities !== undefined
    ? scores.probabilities
    : scores.logits;
  const backward = new BackwardPass(model, { of, layer });
  const nodes = new MapNodes(backward.builder, rewriting);
  const { emit } = nodes;
  const seeds = classes === "top"
    ? [unflat(nodes.oneHotOfTop(), of)]
    : classes.map((index) => oneHot(index, of));
  const [channels] = rewriting.layerDims;
  const [, ...places] = rewriting.layerAxes;
  const weights = seeds.map((seed) =>
    emit.reshape(
      emit.reduceMean(backward.gradient(seed), places.toSorted()),
      [0, 1, channels],
    )
  );
  return nodes.weigh(emit.concat(weights, 1));

  /** A tensor like the scores that is 1 at one class. */
  function oneHot(index: number, like: ValueInfo): string {
    const dims = like.dims!.map((_, axis) => axis === 1 ? scores.classes : 1);
    const row = emit.numbers(
      Array.from({ length: scores.classes }, (_, k) => k === index ? 1 : 0),
      dims,
    );
    return emit.expandLike(row, { ...like, dims: like.dims! }, [0]);
  }

  /** N×K in the rank of the scores. */
  function unflat(tensor: string, like: ValueInfo): string {
    const [, , ...rest] = like.dims!;
    return rest.length === 0
      ? tensor
      : emit.reshape(tensor, [0, scores.classes, ...rest.map(() => 1)]);
  }
}
