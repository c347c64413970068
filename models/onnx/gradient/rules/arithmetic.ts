import { sumToInput } from "../broadcasting.ts";
import type { RuleContext } from "../rule_context.ts";
import type { Gradients, RuleTable } from "../rule.ts";

/**
 * The gradients of a broadcasting operator, given that of each operand in the
 * output's shape. Only those that are needed are made.
 */
function operands(
  context: RuleContext,
  gradientOf: (index: number) => string | undefined,
): Gradients {
  return context.node.inputs.map((_, index) => {
    if (!context.needs(index)) return undefined;
    const gradient = gradientOf(index);
    return gradient && sumToInput(context, gradient, index);
  });
}

function subtract(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  return operands(
    context,
    (index) => index === 0 ? gradient : emit.op("Neg", [gradient]),
  );
}

function multiply(context: RuleContext): Gradients {
  const { emit, gradient, node } = context;
  return operands(
    context,
    (index) => emit.multiply(gradient, node.inputs[1 - index] ?? ""),
  );
}

function divide(context: RuleContext): Gradients {
  const { emit, gradient, node } = context;
  const [, divisor = ""] = node.inputs;
  const [quotient = ""] = node.outputs;
  const share = emit.divide(gradient, divisor);
  return operands(
    context,
    (index) =>
      index === 0 ? share : emit.op("Neg", [emit.multiply(share, quotient)]),
  );
}

/** d(x^p)/dx = p·x^(p-1) and d(x^p)/dp = x^p·ln x. */
function power(context: RuleContext): Gradients {
  const { emit, gradient, node } = context;
  const [base = "", exponent = ""] = node.inputs;
  const [result = ""] = node.outputs;
  return operands(context, (index) => {
    if (index === 0) return gradientOfBase(context, { base, exponent });
    const zero = emit.number(0);
    const rise = emit.multiply(result, emit.op("Log", [base]));
    const positive = emit.op("Greater", [base, zero]);
    return emit.multiply(gradient, emit.op("Where", [positive, rise, zero]));
  });
}

function gradientOfBase(
  context: RuleContext,
  { base, exponent }: { readonly base: string; readonly exponent: string },
): string | undefined {
  const { emit, gradient } = context;
  const known = context.constant(1);
  if (known?.data.length === 1) {
    const value = Number(known.data[0]);
    if (value === 0) return undefined;
    // Devices compute powers of negative numbers each in their own way.
    const lower = value === 1
      ? emit.number(1)
      : value === 2
      ? base
      : emit.op("Pow", [base, emit.number(value - 1)]);
    return emit.multiply(gradient, emit.scale(lower, value));
  }
  if (context.input(1).type !== "float32") {
    context.refuse(
      "its exponent is neither constant nor float32: cast it to float32",
    );
  }
  const lower = emit.op("Pow", [base, emit.subtract(exponent, emit.number(1))]);
  const slope = emit.multiply(exponent, lower);
  // Where the exponent is 0, this is 0·x^-1: no number at x = 0.
  const zero = emit.number(0);
  const bent = emit.op("Greater", [emit.op("Abs", [exponent]), zero]);
  return emit.multiply(gradient, emit.op("Where", [bent, slope, zero]));
}

/** The gradient goes to the operands that are the extreme one, in equal parts. */
function extreme(context: RuleContext): Gradients {
  const { emit, gradient, node } = context;
  const [y = ""] = node.outputs;
  if (node.inputs.length === 1) return [gradient];
  const hits = node.inputs.map((name) => emit.equal(name, y));
  const share = emit.divide(
    gradient,
    hits.reduce((total, hit) => emit.add(total, hit)),
  );
  return operands(context, (index) => emit.multiply(share, hits[index] ?? ""));
}

function mean(context: RuleContext): Gradients {
  const share = context.emit.scale(
    context.gradient,
    1 / context.node.inputs.length,
  );
  return operands(context, () => share);
}

/** Arithmetic with broadcasting. */
export const ARITHMETIC: RuleTable = {
  Add: {
    rule: (context) => operands(context, () => context.gradient),
    inputs: "A, B",
  },
  Sub: { rule: subtract, inputs: "A, B" },
  Mul: { rule: multiply, inputs: "A, B" },
  Div: { rule: divide, inputs: "A, B" },
  Pow: {
    rule: power,
    inputs: "X, Y",
    convention: "0 to the exponent where the base is not positive",
    refuses: "an exponent that is neither constant nor float32",
  },
  Sum: {
    rule: (context) => operands(context, () => context.gradient),
    inputs: "all",
  },
  Mean: { rule: mean, inputs: "all" },
  Max: {
    rule: extreme,
    inputs: "all",
    convention: "equal parts to operands that tie, as torch's `maximum`",
  },
  Min: {
    rule: extreme,
    inputs: "all",
    convention: "equal parts to operands that tie, as torch's `minimum`",
  },
};
