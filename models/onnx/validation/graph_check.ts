import type { Graph, Node, ValueInfo } from "../graph.ts";
import { nodeLabel } from "../node_label.ts";
import { quoted } from "../quoted.ts";
import { subgraphsOf } from "../subgraphs.ts";
import { sizeOf } from "../tensor.ts";
import { findOrderFault } from "./find_order_fault.ts";

const EXPORT = "export the model again";

/** Nodes of a cycle that a message names. */
const MAX_NAMED = 8;

/** What nested graphs see of the graph around them, and how errors begin. */
export interface Surroundings {
  /** The file, and the way to the graph. */
  readonly place: string;
  /** Domains with an operator set. */
  readonly domains: ReadonlySet<string>;
  /** Whether a tensor of a name is made before. */
  readonly sees: (name: string) => boolean;
}

/**
 * Checks that a graph, and the graphs within it, follow ONNX's rules.
 *
 * @throws {SyntaxError} Upon the first breach.
 */
export function checkGraph(graph: Graph, surroundings: Surroundings): void {
  new GraphCheck(graph, surroundings).run();
}

class GraphCheck {
  readonly #graph: Graph;
  readonly #around: Surroundings;
  /** Names of this graph's tensors that are there so far. */
  readonly #made = new Set<string>();

  constructor(graph: Graph, around: Surroundings) {
    this.#graph = graph;
    this.#around = around;
  }

  run(): void {
    const { inputs, outputs, nodes, initializers } = this.#graph;
    for (const [i, info] of inputs.entries()) {
      this.#make(info.name, `input ${i}`);
      this.#dims(info, `input ${i}`);
    }
    for (const [name, { dims, data }] of initializers) {
      const label = `initializer ${quoted(name)}`;
      this.#make(name, label);
      if (sizeOf(dims) !== data.length) {
        throw this.#flaw(
          label,
          `the shape (${
            dims.join(", ")
          }) disagrees with its ${data.length} elements: ${EXPORT}`,
        );
      }
    }
    for (const [index, node] of nodes.entries()) this.#node(node, index);
    if (outputs.length === 0) {
      throw this.#flaw("outputs", "it has none: name at least one tensor");
    }
    const declared = new Set<string>();
    for (const [i, info] of outputs.entries()) {
      const label = `output ${i} ${quoted(info.name)}`;
      if (declared.has(info.name)) {
        throw this.#flaw(label, "another output has this name: name each once");
      }
      declared.add(info.name);
      if (!this.#sees(info.name)) {
        throw this.#flaw(label, `no node makes it: ${EXPORT}`);
      }
      this.#dims(info, label);
    }
  }

  #node(node: Node, index: number): void {
    const label = nodeLabel(node, index);
    if (node.op === "") {
      throw this.#flaw(label, `it has no operator: ${EXPORT}`);
    }
    if (!this.#around.domains.has(node.domain)) {
      throw this.#flaw(
        label,
        node.domain === ""
          ? `the model names no version of ONNX's operator set: ${EXPORT}`
          : `the model names no version of the operator set ${
            quoted(node.domain)
          }: ${EXPORT}`,
      );
    }
    for (const name of node.inputs) {
      if (name !== "" && !this.#sees(name)) {
        throw this.#missing(name, { node, label });
      }
    }
    const place = `${this.#around.place} ${label},`;
    for (const graph of subgraphsOf(node)) {
      const sees = (name: string): boolean => this.#sees(name);
      checkGraph(graph, { ...this.#around, place, sees });
    }
    for (const name of node.outputs) if (name !== "") this.#make(name, label);
  }

  #sees(name: string): boolean {
    return this.#made.has(name) || this.#around.sees(name);
  }

  #make(name: string, label: string): void {
    if (name === "") throw this.#flaw(label, `it has no name: ${EXPORT}`);
    if (this.#sees(name)) {
      throw this.#flaw(
        label,
        `it makes the tensor ${
          quoted(name)
        }, which is there already: give every tensor a name of its own`,
      );
    }
    this.#made.add(name);
  }

  #dims({ dims }: ValueInfo, label: string): void {
    for (const dim of dims ?? []) {
      if (typeof dim === "number" && (!Number.isSafeInteger(dim) || dim < 0)) {
        throw this.#flaw(
          label,
          `the dimension ${dim} is out of range: ${EXPORT}`,
        );
      }
    }
  }

  #missing(
    name: string,
    { node, label }: { readonly node: Node; readonly label: string },
  ): SyntaxError {
    const reads = `it reads the tensor ${quoted(name)}`;
    const { nodes } = this.#graph;
    const maker = nodes.findIndex(({ outputs }) => outputs.includes(name));
    if (maker < 0) {
      return this.#flaw(label, `${reads}, which nothing makes: ${EXPORT}`);
    }
    const fault = findOrderFault(this.#graph);
    if (fault.kind === "unsorted") {
      const other = nodes[maker] === node
        ? "itself"
        : nodeLabel(nodes[maker]!, maker);
      return this.#flaw(
        label,
        `${reads}, which ${other} makes later: list the nodes in the order in which they run`,
      );
    }
    const named = fault.nodes.slice(0, MAX_NAMED)
      .map((index) => nodeLabel(nodes[index]!, index));
    const more = fault.nodes.length > MAX_NAMED ? ", …" : "";
    return this.#flaw(
      label,
      `${reads}, and nodes wait for each other in a circle (${
        named.join(", ")
      }${more}): ${EXPORT}`,
    );
  }

  #flaw(label: string, problem: string): SyntaxError {
    return new SyntaxError(`${this.#around.place} ${label}: ${problem}`);
  }
}
