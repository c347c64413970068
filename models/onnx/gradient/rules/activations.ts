import type { RuleContext } from "../rule_context.ts";
import type { Gradients, RuleTable } from "../rule.ts";
import { sumTo } from "../broadcasting.ts";
import { elementwise } from "./functions.ts";
import { boundsOfClip } from "./clip_bounds.ts";

/** The slope of a softmax's neighbourhood: axes over which it sums to one. */
function softmaxAxes(context: RuleContext): number[] {
  const x = context.input(0);
  const rank = x.dims.length;
  // Until version 13 everything from the axis on was one distribution.
  if (context.opset >= 13) {
    return [context.axis(context.attributes.int("axis", -1), x)];
  }
  const first = context.axis(context.attributes.int("axis", 1), x);
  return Array.from({ length: rank - first }, (_, index) => first + index);
}

function softmax(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const [y = ""] = context.node.outputs;
  const weighted = emit.multiply(gradient, y);
  const total = emit.reduceSum(weighted, softmaxAxes(context));
  return [emit.subtract(weighted, emit.multiply(y, total))];
}

function logSoftmax(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const [y = ""] = context.node.outputs;
  const total = emit.reduceSum(gradient, softmaxAxes(context));
  const share = emit.multiply(emit.op("Exp", [y]), total);
  return [emit.subtract(gradient, share)];
}

/** `x > 0 ? 1 : slope`, given where x > 0 (1 there, 0 elsewhere). */
function slopeBelow(
  { emit }: RuleContext,
  positive: string,
  slope: string,
): string {
  return emit.add(positive, emit.multiply(emit.complement(positive), slope));
}

function prelu(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const [x = "", slope = ""] = context.node.inputs;
  const positive = emit.greater(x, emit.number(0));
  const slopeGradient = () => {
    const below = emit.multiply(emit.complement(positive), x);
    return sumTo(context, emit.multiply(gradient, below), {
      from: context.output().dims,
      to: context.input(1),
      others: [context.input(0).dims],
    });
  };
  return [
    emit.multiply(gradient, slopeBelow(context, positive, slope)),
    context.needs(1) ? slopeGradient() : undefined,
  ];
}

function clip(context: RuleContext): Gradients {
  if (context.needs(1) || context.needs(2)) {
    context.refuse(
      "its bounds have no gradient: differentiate with respect to tensors that they do not depend on",
    );
  }
  const { emit, gradient } = context;
  const [x = ""] = context.node.inputs;
  const [y = ""] = context.node.outputs;
  const bounds = boundsOfClip(context);
  if (bounds?.low === 0 && bounds.high === 6) {
    const above = emit.greater(x, emit.number(0));
    const below = emit.less(x, emit.number(6));
    return [emit.multiply(gradient, emit.multiply(above, below))];
  }
  // Where the bounds let x through, y is x to the bit.
  return [emit.multiply(gradient, emit.equal(x, y))];
}

/** x·Φ(x), with Φ either exact or approximated by a hyperbolic tangent. */
function geluSlope(context: RuleContext, x: string): string {
  const { emit } = context;
  const square = emit.multiply(x, x);
  if (context.attributes.text("approximate", "none") === "none") {
    const erf = emit.op("Erf", [emit.scale(x, Math.SQRT1_2)]);
    const phi = emit.scale(emit.add(emit.number(1), erf), 0.5);
    const bell = emit.op("Exp", [emit.scale(square, -0.5)]);
    const density = emit.scale(bell, 1 / Math.sqrt(2 * Math.PI));
    return emit.add(phi, emit.multiply(x, density));
  }
  const scale = Math.sqrt(2 / Math.PI);
  const cubic = 0.044715;
  const inner = emit.multiply(
    x,
    emit.add(emit.number(scale), emit.scale(square, scale * cubic)),
  );
  const tanh = emit.op("Tanh", [inner]);
  const innerSlope = emit.add(
    emit.number(scale),
    emit.scale(square, 3 * scale * cubic),
  );
  const sech = emit.complement(emit.multiply(tanh, tanh));
  const rise = emit.multiply(x, emit.multiply(sech, innerSlope));
  return emit.scale(emit.add(emit.add(emit.number(1), tanh), rise), 0.5);
}

/** Activations: elementwise, and softmax. */
export const ACTIVATIONS: RuleTable = {
  Relu: {
    rule: elementwise(({ emit }, _, y) => emit.greater(y, emit.number(0))),
    inputs: "X",
    convention: "0 at 0, as torch's `relu`",
  },
  LeakyRelu: {
    rule: elementwise((context, x) => {
      const { emit } = context;
      const positive = emit.greater(x, emit.number(0));
      const slope = emit.number(
        context.attributes.get("alpha", "FLOAT") ?? 0.01,
      );
      return slopeBelow(context, positive, slope);
    }),
    inputs: "X",
    convention: "`alpha` at 0, as torch's `leaky_relu`",
  },
  PRelu: {
    rule: prelu,
    inputs: "X, slope",
    convention: "`slope` at 0, as torch's `prelu`",
  },
  Elu: {
    rule: elementwise((context, x, y) => {
      const { emit } = context;
      const positive = emit.greater(x, emit.number(0));
      const alpha = emit.number(context.attributes.get("alpha", "FLOAT") ?? 1);
      return slopeBelow(context, positive, emit.add(y, alpha));
    }),
    inputs: "X",
    convention: "`alpha` at 0, as torch's `elu`",
  },
  Clip: {
    rule: clip,
    inputs: "input",
    convention:
      "1 at both ends, as torch's `clamp`; 0 at both if they are 0 and 6, as torch's `relu6`",
    refuses: "a gradient for `min` or `max`",
  },
  Sigmoid: {
    rule: elementwise(({ emit }, _, y) => emit.multiply(y, emit.complement(y))),
    inputs: "X",
  },
  HardSigmoid: {
    rule: elementwise((context, _, y) => {
      const { emit } = context;
      const above = emit.greater(y, emit.number(0));
      const below = emit.less(y, emit.number(1));
      const alpha = context.attributes.get("alpha", "FLOAT") ?? 0.2;
      return emit.scale(emit.multiply(above, below), alpha);
    }),
    inputs: "X",
    convention: "0 at both ends, as torch's `hardsigmoid`",
  },
  HardSwish: {
    rule: elementwise(({ emit }, x) => {
      const off = emit.less(x, emit.number(-3));
      const linear = emit.greater(x, emit.number(3));
      const slope = emit.add(emit.scale(x, 1 / 3), emit.number(0.5));
      const bent = emit.complement(emit.add(off, linear));
      return emit.add(emit.multiply(bent, slope), linear);
    }),
    inputs: "X",
    convention: "-0.5 at -3 and 1.5 at 3, as torch 1.13's `hardswish`",
  },
  Tanh: {
    rule: elementwise(({ emit }, _, y) => emit.complement(emit.multiply(y, y))),
    inputs: "input",
  },
  Softplus: {
    rule: elementwise(({ emit }, x) => emit.op("Sigmoid", [x])),
    inputs: "X",
  },
  Softsign: {
    rule: elementwise(({ emit }, x) => {
      const root = emit.op("Reciprocal", [
        emit.add(emit.number(1), emit.op("Abs", [x])),
      ]);
      return emit.multiply(root, root);
    }),
    inputs: "input",
  },
  Gelu: {
    rule: elementwise((context, x) => geluSlope(context, x)),
    inputs: "X",
  },
  Softmax: { rule: softmax, inputs: "input" },
  LogSoftmax: { rule: logSoftmax, inputs: "input" },
};
