import { sumTo } from "../broadcasting.ts";
import type { RuleContext } from "../rule_context.ts";
import type { Gradients, RuleTable } from "../rule.ts";
import type { Shaped } from "../shaped.ts";

/** A tensor of one number a channel, so that it broadcasts over [N, C, ...]. */
function perChannel(
  { emit }: RuleContext,
  tensor: string,
  { dims }: Shaped,
): string {
  return emit.reshape(tensor, [1, -1, ...dims.slice(2).map(() => 1)]);
}

/** Sums over everything but the channels. */
function sumPerChannel(
  { emit }: RuleContext,
  tensor: string,
  { dims }: Shaped,
): string {
  const axes = dims.map((_, axis) => axis).filter((axis) => axis !== 1);
  return emit.reduceSum(tensor, axes, { keep: false });
}

/** scale·(x - mean)/√(var + ε) + bias, all four constant over batch and places. */
function batchNormalization(context: RuleContext): Gradients {
  const { emit, gradient, node, attributes } = context;
  if (
    attributes.int("training_mode", 0) !== 0 ||
    node.outputs.slice(1).some((name) => name !== "") ||
    attributes.int("spatial", 1) !== 1
  ) {
    context.refuse(
      "it normalises by the statistics of its batch: export the model in evaluation mode",
    );
  }
  const [, scale = "", , mean = "", variance = ""] = node.inputs;
  const x = context.input(0);
  const epsilon = emit.number(attributes.get("epsilon", "FLOAT") ?? 1e-5);
  const deviation = emit.op("Sqrt", [emit.add(variance, epsilon)]);
  const slope = emit.divide(scale, deviation);
  const total = () => sumPerChannel(context, gradient, x);
  const weighted = () => {
    const centred = emit.subtract(x.name, perChannel(context, mean, x));
    return sumPerChannel(context, emit.multiply(gradient, centred), x);
  };
  const some = (index: number, make: () => string) =>
    context.needs(index) ? make() : undefined;
  return [
    some(0, () => emit.multiply(gradient, perChannel(context, slope, x))),
    some(1, () => emit.divide(weighted(), deviation)),
    some(2, total),
    some(3, () => emit.op("Neg", [emit.multiply(total(), slope)])),
    some(4, () => {
      const spread = emit.scale(emit.add(variance, epsilon), -2);
      return emit.divide(emit.multiply(weighted(), slope), spread);
    }),
  ];
}

/** A tensor that is normalised to mean 0 and variance 1 over some axes. */
interface Normalised {
  readonly axes: readonly number[];
  /** x̂ = (x - mean)/√(var + ε) */
  readonly values: string;
  /** 1/√(var + ε), with size 1 along the axes. */
  readonly root: string;
}

function normalise(
  context: RuleContext,
  x: string,
  axes: readonly number[],
): Normalised {
  const { emit, attributes } = context;
  const epsilon = emit.number(attributes.get("epsilon", "FLOAT") ?? 1e-5);
  const centred = emit.subtract(x, emit.reduceMean(x, axes));
  const variance = emit.reduceMean(emit.multiply(centred, centred), axes);
  const root = emit.op("Reciprocal", [
    emit.op("Sqrt", [emit.add(variance, epsilon)]),
  ]);
  return { axes, values: emit.multiply(centred, root), root };
}

/** dx = (g - mean(g) - x̂·mean(g·x̂))/√(var + ε), with g the gradient of x̂. */
function throughNormalisation(
  { emit }: RuleContext,
  gradient: string,
  { axes, values, root }: Normalised,
): string {
  const level = emit.reduceMean(gradient, axes);
  const tilt = emit.reduceMean(emit.multiply(gradient, values), axes);
  const rest = emit.subtract(
    emit.subtract(gradient, level),
    emit.multiply(values, tilt),
  );
  return emit.multiply(rest, root);
}

function layerNormalization(context: RuleContext): Gradients {
  const { emit, gradient, node } = context;
  const x = context.input(0);
  const first = context.axis(context.attributes.int("axis", -1), x);
  const axes = x.dims.map((_, axis) => axis).slice(first);
  const normalised = normalise(context, x.name, axes);
  const affine = (index: number, full: string) =>
    sumTo(context, full, {
      from: x.dims,
      to: context.input(index),
      others: [],
    });
  const [, scale = ""] = node.inputs;
  return [
    context.needs(0)
      ? throughNormalisation(
        context,
        emit.multiply(gradient, scale),
        normalised,
      )
      : undefined,
    context.needs(1)
      ? affine(1, emit.multiply(gradient, normalised.values))
      : undefined,
    context.needs(2) ? affine(2, gradient) : undefined,
  ];
}

function instanceNormalization(context: RuleContext): Gradients {
  const { emit, gradient, node } = context;
  const x = context.input(0);
  const axes = x.dims.map((_, axis) => axis).slice(2);
  const normalised = normalise(context, x.name, axes);
  const scale = perChannel(context, node.inputs[1] ?? "", x);
  return [
    context.needs(0)
      ? throughNormalisation(
        context,
        emit.multiply(gradient, scale),
        normalised,
      )
      : undefined,
    context.needs(1)
      ? sumPerChannel(
        context,
        emit.multiply(gradient, normalised.values),
        x,
      )
      : undefined,
    context.needs(2) ? sumPerChannel(context, gradient, x) : undefined,
  ];
}

/** Channels are normalised in groups; until version 21 scale and bias are a group's. */
function groupNormalization(context: RuleContext): Gradients {
  const { emit, gradient, node, opset, attributes } = context;
  const x = context.input(0);
  const groups = attributes.int("num_groups", 1);
  const grouped = (tensor: string) => emit.reshape(tensor, [0, groups, -1]);
  const normalised = normalise(context, grouped(x.name), [2]);
  const [, scale = ""] = node.inputs;
  const ofGroups = opset < 21;
  const scaled = ofGroups
    ? emit.multiply(grouped(gradient), emit.reshape(scale, [1, -1, 1]))
    : grouped(emit.multiply(gradient, perChannel(context, scale, x)));
  const affine = (full: string) =>
    ofGroups
      ? emit.reduceSum(grouped(full), [0, 2], { keep: false })
      : sumPerChannel(context, full, x);
  const values = () => emit.reshapeLike(normalised.values, x);
  return [
    context.needs(0)
      ? emit.reshapeLike(throughNormalisation(context, scaled, normalised), x)
      : undefined,
    context.needs(1) ? affine(emit.multiply(gradient, values())) : undefined,
    context.needs(2) ? affine(gradient) : undefined,
  ];
}

/** Normalisations. */
export const NORMALISATION: RuleTable = {
  BatchNormalization: {
    rule: batchNormalization,
    inputs: "X, scale, B, input_mean, input_var",
    refuses: "training mode",
  },
  LayerNormalization: {
    rule: layerNormalization,
    inputs: "X, Scale, B",
    refuses: "a gradient that arrives at its mean or deviation",
  },
  InstanceNormalization: {
    rule: instanceNormalization,
    inputs: "input, scale, B",
  },
  GroupNormalization: {
    rule: groupNormalization,
    inputs: "X, scale, bias",
  },
};
