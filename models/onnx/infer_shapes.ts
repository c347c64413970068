import type { Dim, Model, ValueInfo } from "./graph.ts";
import { quoted } from "./quoted.ts";
import { inferGraph } from "./shapes/inference.ts";
import type { Facts } from "./shapes/rule.ts";

/**
 * Infers element type and shape of every tensor of a model's graph.
 *
 * Names of extents, such as `"batch"`, are carried through; a shape that the caller
 * gives puts numbers in their place. The small tensors that exporters compute shapes
 * with are computed on the way. Of an operator that is not known here, what the file
 * itself says is kept.
 *
 * @param inputShapes Shapes of inputs by name, where the model leaves them open.
 * @returns What is known, by the tensor's name: inputs, constants and outputs of
 * nodes, in this order. Tensors of which nothing is known are absent.
 * @throws {RangeError} If a given shape does not fit the model, or a node's parts do
 * not fit together; the message names the node.
 * @throws {TypeError} If a node's attribute is of the wrong kind.
 */
export function inferShapes(
  model: Model,
  inputShapes: Readonly<Record<string, readonly number[]>> = {},
): ReadonlyMap<string, ValueInfo> {
  const { graph, opsets } = model;
  const sizes = new Map<string, number>();
  const names = new Set(graph.inputs.map(({ name }) => name));
  for (const [name, shape] of Object.entries(inputShapes)) {
    const input = graph.inputs.find((info) => info.name === name);
    if (input === undefined) {
      throw new RangeError(
        `Cannot give a shape to ${
          quoted(name)
        }: the model has no such input: choose one of ${
          [...names].map(quoted).join(", ")
        }`,
      );
    }
    bind(input, { shape, sizes });
  }
  const said = new Map<string, Facts>();
  const declared = [
    ...graph.values.values(),
    ...graph.outputs,
    ...graph.inputs,
  ];
  for (const { name, type, dims } of declared) {
    const shape = names.has(name) && Object.hasOwn(inputShapes, name)
      ? inputShapes[name]
      : dims?.map((dim): Dim =>
        typeof dim === "string" ? sizes.get(dim) ?? dim : dim
      );
    said.set(name, { type, dims: shape });
  }
  const { facts } = inferGraph(graph, { opsets, said });
  return new Map(
    [...facts].map(([name, found]) => [name, { name, ...found }]),
  );
}

/** Checks a given shape, and notes the sizes that it gives to names of extents. */
function bind(
  { name, dims }: ValueInfo,
  { shape, sizes }: {
    readonly shape: readonly number[];
    readonly sizes: Map<string, number>;
  },
): void {
  const refuse = (problem: string): RangeError =>
    new RangeError(
      `Cannot give the shape (${shape.join(", ")}) to the input ${
        quoted(name)
      }: ${problem}`,
    );
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw refuse("sizes are whole numbers from 0");
  }
  if (dims === undefined) return;
  if (dims.length !== shape.length) {
    throw refuse(`the model takes ${dims.length} dimensions`);
  }
  for (const [axis, dim] of dims.entries()) {
    const size = shape[axis]!;
    const fixed = typeof dim === "string" ? sizes.get(dim) : dim;
    if (fixed !== undefined && fixed !== size) {
      throw refuse(`the model takes ${fixed} along dimension ${axis}`);
    }
    if (typeof dim === "string") sizes.set(dim, size);
  }
}
