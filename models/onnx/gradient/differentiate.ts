import { constantsOf } from "../constants_of.ts";
import type { Model, ValueInfo } from "../graph.ts";
import { inferShapes } from "../infer_shapes.ts";
import { GraphBuilder } from "../model_builder.ts";
import { quoted } from "../quoted.ts";
import type { Tensor } from "../tensor.ts";
import { applyRule } from "./apply_rule.ts";
import { dependence } from "./dependence.ts";
import { Emitter } from "./emitter.ts";
import { GradientSums } from "./gradient_sums.ts";
import type { Shaped } from "./shaped.ts";

/** The lowest version of ONNX's operators in which gradients can be written. */
const LOWEST_OPSET = 9;

/** What {@link differentiate} differentiates. */
export interface DifferentiateOptions {
  /** The tensor of which the sum, or the sum weighted by `seed`, is differentiated. */
  readonly of: string;
  /**
   * A float32 tensor of the graph, of the shape of `of` or one that broadcasts to
   * it: the gradient that arrives at `of`. Ones if left out.
   */
  readonly seed?: string;
  /** The tensors to differentiate with respect to: activations, inputs, weights. */
  readonly wrt: readonly string[];
}

/** A model that computes gradients too. */
export interface Differentiated {
  /** The model with nodes appended; its outputs are what they were. */
  readonly model: Model;
  /** For each tensor of `wrt`, the name of its gradient, which has its shape. */
  readonly gradients: ReadonlyMap<string, string>;
}

/**
 * Appends the nodes that compute the gradient of a tensor with respect to others,
 * by reverse accumulation: one pass over the nodes between them, each by the rule
 * of its operator.
 *
 * Fold the model's constants first, where exporters left shape arithmetic. All
 * tensors on the way must be float32. Sizes other than the batch should be known;
 * the batch may stay open.
 *
 * @throws {RangeError} If the model has no tensor of a name, `of` does not depend
 * on a tensor of `wrt`, or the model's operator set is below 9.
 * @throws {TypeError} If a node on the way has no rule, or is used in a manner that
 * its rule refuses; the message names both.
 */
export function differentiate(
  model: Model,
  options: DifferentiateOptions,
): Differentiated {
  const { of, seed, wrt } = options;
  const opset = opsetOf(model);
  const constants = constantsOf(model.graph);
  const shapes = inferShapes(model);
  const info = (name: string): ValueInfo | undefined =>
    shapes.get(name) ?? infoOf(name, constants.get(name));
  const end = realTensor(of, info);
  const starts = wrt.map((name) => realTensor(name, info));
  const { changing, nodes } = dependence(model.graph, {
    of,
    wrt,
    varies: (name) => isReal(info(name)),
  });

  const builder = GraphBuilder.from(model.graph);
  const emit = new Emitter(builder, { opset });
  const sums = new GradientSums(emit);
  sums.add(
    of,
    seed === undefined
      ? emit.filledLike(end, 1)
      : broadcastSeed(seed, { emit, end, info }),
  );
  for (const node of nodes.toReversed()) {
    const gradients = node.outputs.map((name) => sums.of(name));
    emit.scope = `gradient/${node.name || node.outputs[0]}`;
    const results = applyRule({
      node,
      opset,
      emit,
      gradients,
      needs: node.inputs.map((name) => changing.has(name)),
      info,
      constant: (name) => constants.get(name),
    });
    node.inputs.forEach((name, index) => {
      const result = results[index];
      if (result !== undefined) sums.add(name, result);
    });
  }

  const reads = new Set(nodes.flatMap(({ inputs }) => inputs));
  const gradients = new Map(starts.map((start) => {
    if (start.name !== of && !reads.has(start.name)) {
      throw new RangeError(
        `Cannot differentiate ${quoted(of)} with respect to ${
          quoted(start.name)
        }: it does not depend on it: choose a tensor that comes before it`,
      );
    }
    // Without a sum, only nodes that are flat everywhere lie between them.
    emit.scope = `gradient/${start.name}`;
    const name = sums.of(start.name) ?? emit.filledLike(start, 0);
    builder.value({ ...start, name });
    return [start.name, name];
  }));
  return { model: { ...model, graph: builder.build() }, gradients };
}

function opsetOf({ opsets }: Model): number {
  const opset = opsets.get("") ?? 0;
  if (opset >= LOWEST_OPSET) return opset;
  throw new RangeError(
    `Cannot differentiate a model of operator set ${opset}: gradients need ${LOWEST_OPSET} or later: export it again, or convert it with "onnx.version_converter"`,
  );
}

function infoOf(
  name: string,
  tensor: Tensor | undefined,
): ValueInfo | undefined {
  return tensor && { name, type: tensor.type, dims: tensor.dims };
}

/** Whether a tensor holds real numbers; one of which nothing is known may. */
function isReal(info: ValueInfo | undefined): boolean {
  return info === undefined || /float/.test(info.type);
}

/** @throws {RangeError | TypeError} If there is no such tensor of real numbers. */
function realTensor(
  name: string,
  info: (name: string) => ValueInfo | undefined,
): Shaped {
  const found = info(name);
  if (found === undefined) {
    throw new RangeError(
      `Cannot differentiate with the tensor ${
        quoted(name)
      }: the model has no tensor of this name, or its type cannot be inferred: inspect the model for the names that it has`,
    );
  }
  const { type, dims } = found;
  if (type !== "float32" || dims === undefined) {
    throw new TypeError(
      `Cannot differentiate with the tensor ${quoted(name)}: it is ${type} of ${
        dims === undefined ? "unknown rank" : `rank ${dims.length}`
      }: choose a float32 tensor of known rank`,
    );
  }
  return { name, type, dims };
}

/** The seed in the shape of the tensor at the end. */
function broadcastSeed(
  seed: string,
  options: {
    readonly emit: Emitter;
    readonly end: Shaped;
    readonly info: (name: string) => ValueInfo | undefined;
  },
): string {
  const { emit, end, info } = options;
  const dims = info(seed)?.dims;
  const same = dims?.length === end.dims.length &&
    dims.every((dim, axis) => dim !== undefined && dim === end.dims[axis]);
  if (same) return seed;
  const expanded = emit.op("Expand", [seed, emit.shapeOf(end)]);
  // Shape inference cannot tell, where the seed's own shape is open.
  emit.describe(expanded, end.dims);
  return expanded;
}
