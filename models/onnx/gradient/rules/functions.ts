import type { RuleContext } from "../rule_context.ts";
import type { Gradients, Rule, RuleEntry, RuleTable } from "../rule.ts";

/**
 * A rule for y = f(x) elementwise: the gradient times f'(x), which `derivative`
 * appends, given the names of x and y.
 */
export function elementwise(
  derivative: (context: RuleContext, x: string, y: string) => string,
): Rule {
  return (context): Gradients => {
    const [x = ""] = context.node.inputs;
    const [y = ""] = context.node.outputs;
    return [
      context.emit.multiply(context.gradient, derivative(context, x, y)),
    ];
  };
}

/** A rule for functions that are constant wherever they have a derivative. */
const flat: RuleEntry = {
  rule: () => [],
  inputs: "X",
  convention: "0 everywhere, at the steps too",
};

/** Functions of one number, other than activations. */
export const FUNCTIONS: RuleTable = {
  Exp: { rule: elementwise((_, __, y) => y), inputs: "input" },
  Log: {
    rule: ({ emit, gradient, node }) => [
      emit.divide(gradient, node.inputs[0] ?? ""),
    ],
    inputs: "input",
  },
  Sqrt: {
    rule: ({ emit, gradient, node }) => [
      emit.divide(emit.scale(gradient, 0.5), node.outputs[0] ?? ""),
    ],
    inputs: "X",
  },
  Reciprocal: {
    rule: elementwise(({ emit }, _, y) =>
      emit.op("Neg", [emit.multiply(y, y)])
    ),
    inputs: "X",
  },
  Neg: {
    rule: ({ emit, gradient }) => [emit.op("Neg", [gradient])],
    inputs: "X",
  },
  Abs: {
    rule: elementwise(({ emit }, x) => {
      const zero = emit.number(0);
      return emit.subtract(emit.greater(x, zero), emit.less(x, zero));
    }),
    inputs: "X",
    convention: "0 at 0",
  },
  Erf: {
    rule: elementwise(({ emit }, x) => {
      const bell = emit.op("Exp", [emit.op("Neg", [emit.multiply(x, x)])]);
      return emit.scale(bell, 2 / Math.sqrt(Math.PI));
    }),
    inputs: "input",
  },
  Floor: flat,
  Ceil: flat,
  Round: flat,
  Sign: flat,
};
