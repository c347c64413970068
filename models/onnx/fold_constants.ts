import { freeConstant } from "./fold/free_constant.ts";
import { inlineBranches } from "./fold/inline_branches.ts";
import { passesThrough } from "./fold/passes_through.ts";
import { eachRead } from "./fold/read_names.ts";
import { removeDead } from "./fold/remove_dead.ts";
import { renameInputs } from "./fold/rename_inputs.ts";
import type { Dim, Graph, Model, Node, ValueInfo } from "./graph.ts";
import { GraphBuilder } from "./model_builder.ts";
import { tensorOf } from "./known/known.ts";
import { type Inference, inferGraph } from "./shapes/inference.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Computes beforehand what does not depend on the inputs' values: above all the
 * arithmetic on shapes that exporters leave in a graph.
 *
 * Only small tensors are computed; of large ones, those that take no computing become
 * constants too (a Constant's value, another shape of a constant). Identity, Dropout
 * outside of training, `If` with a known condition and all that no output needs
 * disappear. A Reshape to a computed shape with one open extent, such as the batch,
 * gets a constant shape with -1. Inputs and outputs keep their names.
 *
 * @param shapes What is known of tensors, from `inferShapes`: with numbers for the
 * inputs' extents more is constant, and the result holds for that input size only.
 * @throws {RangeError} If a node's parts do not fit together.
 */
export function foldConstants(
  model: Model,
  shapes: ReadonlyMap<string, ValueInfo>,
): Model {
  const { opsets } = model;
  let { graph } = model;
  for (;;) {
    const inference = inferGraph(graph, { opsets, said: shapes });
    const inlined = inlineBranches(graph, inference);
    if (inlined === undefined) {
      const folded = new Folding(graph, {
        inference,
        opset: opsets.get("") ?? 1,
      }).graph();
      return { ...model, graph: folded };
    }
    graph = inlined;
  }
}

class Folding {
  readonly #graph: Graph;
  readonly #inference: Inference;
  readonly #opset: number;
  readonly #names: GraphBuilder;
  readonly #constants: Map<string, Tensor>;
  /** Tensors that are another under a second name. */
  readonly #aliases = new Map<string, string>();
  readonly #read = new Set<string>();

  constructor(graph: Graph, { inference, opset }: {
    readonly inference: Inference;
    readonly opset: number;
  }) {
    this.#graph = graph;
    this.#inference = inference;
    this.#opset = opset;
    this.#names = GraphBuilder.from(graph);
    this.#constants = new Map(graph.initializers);
    for (const node of graph.nodes) {
      eachRead(node, (name) => this.#read.add(name));
    }
    for (const { name } of graph.outputs) this.#read.add(name);
  }

  graph(): Graph {
    const outputs = new Set(this.#graph.outputs.map(({ name }) => name));
    const nodes: Node[] = [];
    const rename = (name: string): string => this.#aliases.get(name) ?? name;
    for (const original of this.#graph.nodes) {
      const node = this.#fixedShape(renameInputs(original, rename));
      const isOutput = node.outputs.some((name) => outputs.has(name));
      if (isOutput || !this.#disappears(node)) nodes.push(node);
    }
    return removeDead({ ...this.#graph, nodes, initializers: this.#constants });
  }

  /** Whether a node is not needed any more, once its outputs are noted otherwise. */
  #disappears(node: Node): boolean {
    const isPassing = passesThrough(node, {
      opset: this.#opset,
      isRead: (name) => this.#read.has(name),
      known: (name) => this.#inference.knownOf(name),
    });
    if (isPassing) {
      this.#aliases.set(node.outputs[0]!, node.inputs[0]!);
      return true;
    }
    const [output = ""] = node.outputs;
    const free = freeConstant(node, {
      first: this.#constants.get(node.inputs[0] ?? ""),
      dims: this.#inference.facts.get(output)?.dims,
    });
    const found = free !== undefined ? [free] : this.#computed(node);
    if (found === undefined) return false;
    for (const [i, tensor] of found.entries()) {
      this.#constants.set(node.outputs[i]!, tensor);
    }
    return true;
  }

  /** The outputs of a node, if all elements of all of them are known. */
  #computed({ outputs }: Node): Tensor[] | undefined {
    const found: Tensor[] = [];
    for (const name of outputs) {
      const known = this.#inference.known.get(name);
      const tensor = known && tensorOf(known);
      if (tensor === undefined) return undefined;
      found.push(tensor);
    }
    return found.length === 0 ? undefined : found;
  }

  /** A Reshape to a shape that is computed gets a constant one, if that can say it. */
  #fixedShape(node: Node): Node {
    const [data = "", shape = ""] = node.inputs;
    if (node.op !== "Reshape" || node.domain !== "" || shape === "") {
      return node;
    }
    if (this.#constants.has(shape)) return node;
    const dims = this.#inference.facts.get(node.outputs[0] ?? "")?.dims;
    const sizes = dims && shapeWithOneOpen(dims);
    if (sizes === undefined) return node;
    const name = this.#names.fresh(`${shape}_folded`);
    this.#constants.set(name, {
      type: "int64",
      dims: [sizes.length],
      data: BigInt64Array.from(sizes, BigInt),
    });
    return { ...node, inputs: [data, name] };
  }
}

/** A shape with -1 for the one extent that is not a number, if it can be told so. */
function shapeWithOneOpen(dims: readonly Dim[]): number[] | undefined {
  const open = dims.filter((dim) => typeof dim !== "number").length;
  // Beside an extent of 0 the open one could be anything.
  if (open > 1 || dims.includes(0)) return undefined;
  return dims.map((dim) => typeof dim === "number" ? dim : -1);
}
