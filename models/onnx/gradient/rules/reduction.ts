import type { RuleContext } from "../rule_context.ts";
import type { Gradients, Rule, RuleTable } from "../rule.ts";
import type { Shaped } from "../shaped.ts";

/** A reduction as its rules see it. */
interface Reduction {
  readonly x: Shaped;
  readonly axes: readonly number[];
  /** The output and its gradient, in which the axes have size 1. */
  readonly y: string;
  readonly gradient: string;
}

/**
 * A rule for a reduction: `pass` appends the gradient of its input, in the input's
 * shape.
 */
function reduction(
  pass: (context: RuleContext, parts: Reduction) => string,
): Rule {
  return (context): Gradients => {
    const { emit, gradient, attributes } = context;
    const x = context.input(0);
    const all = x.dims.map((_, axis) => axis);
    const listed = context.list("axes", 1) ?? [];
    const idle = listed.length === 0 &&
      attributes.int("noop_with_empty_axes", 0) !== 0;
    if (idle) return [gradient];
    const axes = listed.length === 0
      ? all
      : listed.map((axis) => context.axis(axis, x)).sort((a, b) => a - b);
    const missing = attributes.int("keepdims", 1) === 0 ? axes : [];
    return [
      pass(context, {
        x,
        axes,
        y: emit.unsqueeze(context.output().name, missing),
        gradient: emit.unsqueeze(gradient, missing),
      }),
    ];
  };
}

/** The gradient goes to the elements that are the extreme one, in equal parts. */
const extreme = reduction(({ emit }, { x, axes, y, gradient }) => {
  const hits = emit.equal(x.name, y);
  const share = emit.divide(gradient, emit.reduceSum(hits, axes));
  return emit.multiply(hits, share);
});

const AXES = "axes that are not constant";

const TIES = "equal parts to elements that tie";

/** Reductions over axes. */
export const REDUCTION: RuleTable = {
  ReduceSum: {
    rule: reduction(({ emit }, { x, axes, gradient }) =>
      emit.expandLike(gradient, x, axes)
    ),
    inputs: "data",
    refuses: AXES,
  },
  ReduceMean: {
    rule: reduction(({ emit }, { x, axes, gradient }) => {
      const share = emit.divide(gradient, emit.countOf(x, axes));
      return emit.expandLike(share, x, axes);
    }),
    inputs: "data",
    refuses: AXES,
  },
  ReduceMax: {
    rule: extreme,
    inputs: "data",
    refuses: AXES,
    convention: `${TIES}, as torch's \`amax\``,
  },
  ReduceMin: {
    rule: extreme,
    inputs: "data",
    refuses: AXES,
    convention: `${TIES}, as torch's \`amin\``,
  },
  ReduceL2: {
    rule: reduction(({ emit }, { x, y, gradient }) => {
      const zero = emit.number(0);
      const safe = emit.op("Where", [
        emit.op("Greater", [y, zero]),
        emit.divide(gradient, y),
        zero,
      ]);
      return emit.multiply(x.name, safe);
    }),
    inputs: "data",
    refuses: AXES,
    convention: "0 where the norm is 0, as torch's `norm`",
  },
  ReduceSumSquare: {
    rule: reduction(({ emit }, { x, gradient }) =>
      emit.multiply(emit.scale(x.name, 2), gradient)
    ),
    inputs: "data",
    refuses: AXES,
  },
  ReduceLogSumExp: {
    rule: reduction(({ emit }, { x, y, gradient }) =>
      emit.multiply(emit.op("Exp", [emit.subtract(x.name, y)]), gradient)
    ),
    inputs: "data",
    refuses: AXES,
  },
};
