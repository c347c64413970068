import type { Dim, Graph, Node } from "../graph.ts";
import type { GraphBuilder } from "../model_builder.ts";
import type { Tensor } from "../tensor.ts";
import { rowsOf } from "./rows_of.ts";

/** What a {@link Rewriting} starts with. */
export interface RewritingOptions {
  /** Gives fresh names. */
  readonly names: GraphBuilder;
  /** The version of ONNX's own operators. */
  readonly opset: number;
  /** Names that are read, those that nested graphs read and outputs included. */
  readonly read: ReadonlySet<string>;
  /** Where the graph is nested, if it is. */
  readonly outer?: Rewriting | undefined;
}

/** What rules know of a graph, and where they put what they add to it. */
export class Rewriting {
  /** The graph's constants, and those that rules have added. */
  readonly initializers: Map<string, Tensor>;
  /** The version of ONNX's own operators. */
  readonly opset: number;
  readonly #graph: Graph;
  readonly #names: GraphBuilder;
  readonly #read: ReadonlySet<string>;
  readonly #outer: Rewriting | undefined;
  readonly #makers = new Map<string, Node>();
  readonly #dims = new Map<string, readonly Dim[] | undefined>();

  /** Looks at a graph. */
  constructor(graph: Graph, { names, opset, read, outer }: RewritingOptions) {
    this.#graph = graph;
    this.#names = names;
    this.#read = read;
    this.#outer = outer;
    this.opset = opset;
    this.initializers = new Map(graph.initializers);
    const { inputs, outputs, values } = graph;
    for (const { name, dims } of [...inputs, ...outputs, ...values.values()]) {
      this.#dims.set(name, dims ?? this.#dims.get(name));
    }
    for (const node of graph.nodes) {
      for (const name of node.outputs) this.#makers.set(name, node);
    }
  }

  /** A name that nothing has yet. */
  fresh(stem: string): string {
    return this.#names.fresh(stem);
  }

  /** Whether anything reads a tensor. */
  isRead(name: string): boolean {
    return this.#read.has(name);
  }

  /** The node that makes a tensor; an input and an initializer have none. */
  makerOf(name: string): Node | undefined {
    return this.#makers.get(name) ?? this.#outer?.makerOf(name);
  }

  /** A tensor that is an initializer, or made by a `Constant`. */
  constantOf(name: string): Tensor | undefined {
    const maker = this.#makers.get(name);
    const value = maker?.op === "Constant"
      ? maker.attributes.value
      : this.#graph.initializers.get(name);
    if (typeof value === "object" && "dims" in value) return value;
    return this.#outer?.constantOf(name);
  }

  /** A tensor's shape, as far as the graph says it. */
  dimsOf(name: string): readonly Dim[] | undefined {
    const maker = this.#makers.get(name);
    if (maker?.op === "Constant" && "value_float" in maker.attributes) {
      return [];
    }
    return this.constantOf(name)?.dims ?? this.#dims.get(name) ??
      this.#outer?.dimsOf(name);
  }

  /** Adds indices, counted from 0, or bounds. */
  indices(values: readonly number[], stem: string): string {
    const name = this.fresh(stem);
    const data = BigInt64Array.from(values, BigInt);
    this.initializers.set(name, { type: "int64", dims: [data.length], data });
    return name;
  }

  /** A node that takes places along an axis of a tensor. */
  gather(
    input: string,
    places: readonly number[],
    { axis, output }: { readonly axis: number; readonly output: string },
  ): Node {
    return {
      op: "Gather",
      domain: "",
      name: output,
      inputs: [input, this.indices(places, `${input}_places`)],
      outputs: [output],
      attributes: { axis: BigInt(axis) },
    };
  }

  /**
   * Rows of a tensor by another name; none of one that is left out.
   *
   * @returns The name, and the node that computes it unless it is a constant.
   */
  rows(
    name: string,
    places: readonly number[],
  ): { readonly name: string; readonly nodes: readonly Node[] } {
    if (name === "") return { name, nodes: [] };
    const output = this.fresh(`${name}_rows`);
    const tensor = this.#graph.initializers.get(name);
    if (tensor === undefined) {
      const node = this.gather(name, places, { axis: 0, output });
      return { name: output, nodes: [node] };
    }
    this.initializers.set(output, rowsOf(tensor, places));
    return { name: output, nodes: [] };
  }
}
