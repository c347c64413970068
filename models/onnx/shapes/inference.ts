import type { Dim, Graph, Node } from "../graph.ts";
import { type Known, knownOf } from "../known/known.ts";
import { type Room, roomFor } from "../known/rule.ts";
import { KNOWN_RULES } from "../known/rules.ts";
import { nodeLabel } from "../node_label.ts";
import { quoted } from "../quoted.ts";
import { sizeOf } from "../tensor.ts";
import { MAX_RANK } from "./dims.ts";
import { type Facts, ShapeContext } from "./rule.ts";
import { SHAPE_RULES } from "./rules.ts";

/** Elements that are computed in one inference, so that no file can exhaust it. */
const MAX_ELEMENTS = 4_000_000;

/** What {@link Inference} begins with. */
export interface Beginning {
  /** Operator set versions by domain. */
  readonly opsets: ReadonlyMap<string, number>;
  /** What is said of tensors beforehand; it holds where no rule says more. */
  readonly said: ReadonlyMap<string, Facts>;
  /** The inference in the graph around this one, whose tensors are visible here. */
  readonly outer?: Inference;
}

/**
 * Finds out what each tensor of a graph is.
 *
 * @throws {RangeError} If the parts of a node do not fit together; the message names
 * the node.
 * @throws {TypeError} If an attribute is of the wrong kind.
 */
export function inferGraph(graph: Graph, beginning: Beginning): Inference {
  try {
    return new Inference(graph, beginning);
  } catch (error) {
    throw located(
      error,
      `Cannot infer the shapes of the graph ${quoted(graph.name)}`,
    );
  }
}

/** Walks a graph once and finds out what each tensor is. */
export class Inference {
  /** What is found of each tensor of the graph. */
  readonly facts = new Map<string, Facts>();
  /** Small tensors whose elements are known, if only in part, as far as they were looked at. */
  readonly known = new Map<string, Known | undefined>();
  readonly #graph: Graph;
  readonly #beginning: Beginning;
  readonly #outer: Inference | undefined;
  readonly #budget: { elements: number };

  /** Walks the graph; errors name the node and not yet the graph. */
  constructor(graph: Graph, beginning: Beginning) {
    this.#graph = graph;
    this.#beginning = beginning;
    this.#outer = beginning.outer;
    this.#budget = this.#outer === undefined
      ? { elements: MAX_ELEMENTS }
      : this.#outer.#budget;
    for (const { name, type, dims } of graph.inputs) {
      this.#say(name, beginning.said.get(name) ?? { type, dims });
    }
    for (const [name, { type, dims }] of graph.initializers) {
      this.#say(name, { type, dims });
    }
    for (const [index, node] of graph.nodes.entries()) this.#node(node, index);
  }

  #node(node: Node, index: number): void {
    let found: readonly (Facts | undefined)[] = [];
    const context = this.#context(node);
    try {
      const rule = node.domain === "" ? SHAPE_RULES.get(node.op) : undefined;
      found = rule?.(context) ?? [];
    } catch (error) {
      throw located(error, nodeLabel(node, index));
    }
    for (const [i, name] of node.outputs.entries()) {
      if (name === "") continue;
      const facts = merge(
        found[i],
        this.#beginning.said.get(name) ?? this.#graph.values.get(name),
      );
      if (facts !== undefined) this.#say(name, facts);
    }
    try {
      this.#compute(node, context);
    } catch (error) {
      throw located(error, nodeLabel(node, index));
    }
  }

  #compute(node: Node, context: ShapeContext): void {
    const rule = node.domain === "" ? KNOWN_RULES.get(node.op) : undefined;
    if (rule === undefined || this.#budget.elements <= 0) return;
    const rooms: Room[] = [];
    for (const name of node.outputs) {
      const room = roomFor(this.facts.get(name));
      if (room === undefined) return;
      rooms.push(room);
    }
    this.#budget.elements -= costOf(node, {
      rooms,
      factsOf: (name) => this.#factsOf(name),
    });
    for (const [i, known] of rule(context, rooms).entries()) {
      if (known !== undefined) this.known.set(node.outputs[i]!, known);
    }
  }

  #context(node: Node): ShapeContext {
    const { opsets, said } = this.#beginning;
    return new ShapeContext({
      node,
      opset: opsets.get("") ?? 1,
      inputs: node.inputs.map((name) => this.#factsOf(name)),
      known: (input) => this.knownOf(node.inputs[input] ?? ""),
      within: (graph) => {
        const inner = new Inference(graph, { opsets, said, outer: this });
        return graph.outputs.map(({ name, type, dims }) =>
          inner.#factsOf(name) ?? { type, dims }
        );
      },
    });
  }

  #say(name: string, { type, dims }: Facts): void {
    const few = dims !== undefined && dims.length <= MAX_RANK;
    this.facts.set(name, { type, dims: few ? dims : undefined });
  }

  #factsOf(name: string): Facts | undefined {
    const found = this.facts.get(name);
    if (found !== undefined || this.#outer === undefined) return found;
    return this.#outer.#factsOf(name);
  }

  /** The elements of a small tensor, as far as they are known. */
  knownOf(name: string): Known | undefined {
    if (this.known.has(name)) return this.known.get(name);
    const tensor = this.#graph.initializers.get(name);
    if (tensor !== undefined) {
      const known = knownOf(tensor);
      this.known.set(name, known);
      return known;
    }
    const isOurs = this.facts.has(name) || this.#outer === undefined;
    return isOurs ? undefined : this.#outer!.knownOf(name);
  }
}

/** How many elements a rule looks at, at most. */
function costOf(node: Node, { rooms, factsOf }: {
  readonly rooms: readonly Room[];
  readonly factsOf: (name: string) => Facts | undefined;
}): number {
  const { length } = node.inputs;
  let cost = 1;
  for (const { dims } of rooms) cost += sizeOf(dims) * (length + 1);
  for (const name of node.inputs) {
    const room = roomFor(factsOf(name));
    if (room !== undefined) cost += sizeOf(room.dims);
  }
  return cost;
}

/** What is found, with what was said beforehand where that goes further. */
function merge(
  found: Facts | undefined,
  said: Facts | undefined,
): Facts | undefined {
  if (found === undefined || said === undefined) return found ?? said;
  if (found.dims === undefined) return { type: found.type, dims: said.dims };
  if (found.dims.length !== said.dims?.length) return found;
  const dims = found.dims
    .map((dim, axis): Dim => dim ?? said.dims?.[axis]);
  return { type: found.type, dims };
}

function located(error: unknown, label: string): unknown {
  if (error instanceof RangeError) {
    return new RangeError(`${label}: ${error.message}`);
  }
  return error instanceof TypeError
    ? new TypeError(`${label}: ${error.message}`)
    : error;
}
