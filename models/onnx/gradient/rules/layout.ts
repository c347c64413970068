import type { RuleContext } from "../rule_context.ts";
import type { Gradients, RuleEntry, RuleTable } from "../rule.ts";

function transpose(context: RuleContext): Gradients {
  const { emit, gradient, attributes } = context;
  const axes = context.input(0).dims.map((_, axis) => axis);
  const order = attributes.ints("perm") ?? axes.toReversed();
  const back = axes.map((axis) => order.indexOf(axis));
  return [emit.transpose(gradient, back)];
}

function concat(context: RuleContext): Gradients {
  const { emit, gradient, node, attributes } = context;
  const axis = context.axis(attributes.int("axis", 0), context.output());
  let start = 0;
  // The sizes of inputs after the last that needs a gradient do not matter.
  const last = node.inputs.findLastIndex((_, index) => context.needs(index));
  return node.inputs.slice(0, last + 1).map((_, index) => {
    const { name, type, dims } = context.input(index);
    const [size = 0] = context.sizes({ name, type, dims: [dims[axis]] });
    const stretch = { axis, start, end: start + size };
    start = stretch.end;
    return context.needs(index) ? emit.slice(gradient, [stretch]) : undefined;
  });
}

function split(context: RuleContext): Gradients {
  const { emit, gradients, node, attributes } = context;
  const axis = context.axis(attributes.int("axis", 0), context.input(0));
  const parts = node.outputs.map((_, index) =>
    gradients[index] ?? emit.filledLike(context.output(index), 0)
  );
  return [emit.concat(parts, axis)];
}

function dropout(context: RuleContext): Gradients {
  const training = context.constant(2);
  const idle = !context.has(2) || training?.type === "bool" &&
      training.data[0] === 0;
  if (!idle) {
    context.refuse(
      "it may drop at random: export the model in evaluation mode",
    );
  }
  return [context.gradient];
}

const unchanged: RuleEntry = {
  rule: ({ gradient }) => [gradient],
  inputs: "input",
};

const reshaped: RuleEntry = {
  rule: (context) => [
    context.emit.reshapeLike(context.gradient, context.input(0)),
  ],
  inputs: "data",
};

/** Operators that move elements and change none. */
export const LAYOUT: RuleTable = {
  Identity: unchanged,
  Cast: {
    ...unchanged,
    refuses: "another type than float32 on either side",
  },
  Dropout: { rule: dropout, inputs: "data", refuses: "training mode" },
  Reshape: reshaped,
  Flatten: reshaped,
  Squeeze: reshaped,
  Unsqueeze: reshaped,
  Transpose: { rule: transpose, inputs: "data" },
  Concat: { rule: concat, inputs: "all" },
  Split: { rule: split, inputs: "input", severalOutputs: true },
};
