import type { Attribute, Graph, Node, ValueInfo } from "./graph.ts";
import { subgraphsOf } from "./subgraphs.ts";
import type { Tensor } from "./tensor.ts";

/** What {@link GraphBuilder.op} may be told beyond operator and inputs. */
export interface OpOptions {
  /** The node's attributes (none). */
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** How many outputs to name afresh (1), or the names that they shall have. */
  readonly outputs?: number | readonly string[];
  /** The node's label, and the stem of fresh output names. */
  readonly name?: string;
  /** The operator's domain, if not ONNX's own. */
  readonly domain?: string;
}

/** What {@link GraphBuilder.from} starts with. */
type Parts = Omit<Graph, "name">;

const NOTHING: Parts = {
  inputs: [],
  outputs: [],
  nodes: [],
  initializers: new Map(),
  values: new Map(),
};

/**
 * Grows a graph node by node. Names never clash: those that it makes differ from
 * every name of the graph, its nested graphs included.
 *
 * Nodes must be appended after those whose outputs they read, which happens of
 * itself where names come from earlier calls.
 */
export class GraphBuilder {
  readonly #name: string;
  readonly #inputs: ValueInfo[];
  readonly #outputs: ValueInfo[];
  readonly #nodes: Node[];
  readonly #initializers: Map<string, Tensor>;
  readonly #values: Map<string, ValueInfo>;
  readonly #taken = new Set<string>();
  /** The next number to try for each stem of a name. */
  readonly #counts = new Map<string, number>();

  /** Starts an empty graph. */
  constructor(name = "graph", parts: Parts = NOTHING) {
    this.#name = name;
    this.#inputs = [...parts.inputs];
    this.#outputs = [...parts.outputs];
    this.#nodes = [...parts.nodes];
    this.#initializers = new Map(parts.initializers);
    this.#values = new Map(parts.values);
    this.#take({ name, ...parts });
  }

  /** Starts with a copy of a graph, which itself stays as it is. */
  static from(graph: Graph): GraphBuilder {
    return new GraphBuilder(graph.name, graph);
  }

  /**
   * A name that nothing in the graph has yet, and that is reserved by this call.
   *
   * @param stem What the name starts with, or all of it if it is free.
   */
  fresh(stem: string): string {
    let name = stem;
    let count = this.#counts.get(stem) ?? 0;
    while (name === "" || this.#taken.has(name)) name = `${stem}_${++count}`;
    this.#counts.set(stem, count);
    this.#taken.add(name);
    return name;
  }

  /**
   * Appends a node.
   *
   * @param op The operator, such as `"Conv"`.
   * @param inputs Names of tensors; an empty name leaves an optional input out.
   * @returns The names of its outputs.
   * @throws {RangeError} If a wanted output name is taken.
   */
  op(
    op: string,
    inputs: readonly string[],
    options: OpOptions = {},
  ): string[] {
    const { attributes = {}, outputs = 1, name = "", domain = "" } = options;
    const stem = name === "" ? op : name;
    const names = typeof outputs === "number"
      ? Array.from({ length: outputs }, () => this.fresh(stem))
      : outputs.map((output) => output === "" ? "" : this.#reserve(output));
    this.#nodes.push({
      op,
      domain,
      name,
      inputs: [...inputs],
      outputs: names,
      attributes,
    });
    return names;
  }

  /**
   * Adds a constant.
   *
   * @param hint What its name starts with.
   * @returns Its name.
   */
  constant(tensor: Tensor, hint = "constant"): string {
    const name = this.fresh(hint);
    this.#initializers.set(name, tensor);
    return name;
  }

  /**
   * Adds an input that the caller of the graph supplies.
   *
   * @returns Its name.
   * @throws {RangeError} If the name is taken.
   */
  input(info: ValueInfo): string {
    this.#reserve(info.name);
    this.#inputs.push(info);
    return info.name;
  }

  /**
   * Declares a tensor that the graph has, or will have, as an output of it.
   *
   * @returns Its name.
   * @throws {RangeError} If it is an output already.
   */
  output(info: ValueInfo): string {
    if (this.#outputs.some(({ name }) => name === info.name)) {
      throw new RangeError(
        `Cannot add the output "${info.name}" to the graph "${this.#name}": it has an output of this name: declare each once`,
      );
    }
    this.#outputs.push(info);
    return info.name;
  }

  /** Says what is known of an inner tensor; replaces what was said before. */
  value(info: ValueInfo): void {
    this.#values.set(info.name, info);
  }

  /** The graph as it stands; the builder may go on. */
  build(): Graph {
    return {
      name: this.#name,
      inputs: [...this.#inputs],
      outputs: [...this.#outputs],
      nodes: [...this.#nodes],
      initializers: new Map(this.#initializers),
      values: new Map(this.#values),
    };
  }

  #reserve(name: string): string {
    if (name === "" || this.#taken.has(name)) {
      throw new RangeError(
        `Cannot name a tensor "${name}" in the graph "${this.#name}": ${
          name === "" ? "a name has a letter" : "another has this name"
        }: take one from "fresh"`,
      );
    }
    this.#taken.add(name);
    return name;
  }

  #take(graph: Graph): void {
    for (const { name } of graph.inputs) this.#taken.add(name);
    for (const name of graph.initializers.keys()) this.#taken.add(name);
    for (const node of graph.nodes) {
      for (const name of node.outputs) if (name !== "") this.#taken.add(name);
      for (const inner of subgraphsOf(node)) this.#take(inner);
    }
  }
}
