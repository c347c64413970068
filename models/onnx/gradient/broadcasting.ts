import type { Dim } from "../graph.ts";
import { quoted } from "../quoted.ts";
import type { RuleContext } from "./rule_context.ts";
import type { Shaped } from "./shaped.ts";

/** What {@link sumTo} goes by. */
export interface SumOptions {
  /** The shape that the gradient has. */
  readonly from: readonly Dim[];
  /** The tensor that it belongs to. */
  readonly to: Shaped;
  /** The shapes that were broadcast together with that tensor's. */
  readonly others: readonly (readonly Dim[])[];
}

/**
 * Undoes broadcasting: sums a gradient over the axes along which a tensor was
 * repeated.
 *
 * @throws {TypeError} If the shapes leave open whether it was.
 */
export function sumTo(
  context: RuleContext,
  gradient: string,
  options: SumOptions,
): string {
  const { from, to, others } = options;
  const added = from.length - to.dims.length;
  const axes = from.flatMap((size, axis) => {
    const own = axis < added ? 1 : to.dims[axis - added];
    if (own === 1) return size === 1 && axis >= added ? [] : [axis];
    if (typeof own === "number" || (own === size && own !== undefined)) {
      return [];
    }
    const fromEnd = from.length - axis;
    if (others.every((dims) => sizeFromEnd(dims, fromEnd) === 1)) return [];
    return context.refuse(
      `whether ${
        quoted(to.name)
      } was broadcast along an axis depends on a size that is not fixed: fix the model's input size`,
    );
  });
  if (axes.length === 0) return gradient;
  if (added === 0) return context.emit.reduceSum(gradient, axes);
  if (axes.length === added) {
    return context.emit.reduceSum(gradient, axes, { keep: false });
  }
  const sum = context.emit.reduceSum(gradient, axes);
  return context.emit.reshapeLike(sum, to);
}

/** A size counted from the last axis, which is 1; an absent axis has size 1. */
function sizeFromEnd(dims: readonly Dim[], place: number): Dim {
  return place > dims.length ? 1 : dims[dims.length - place];
}

/** The gradient of one operand of an elementwise operator. */
export function sumToInput(
  context: RuleContext,
  gradient: string,
  index: number,
): string {
  const others = context.node.inputs.flatMap((_, other) =>
    other === index || !context.has(other) ? [] : [context.input(other).dims]
  );
  return sumTo(context, gradient, {
    from: context.output().dims,
    to: context.input(index),
    others,
  });
}
