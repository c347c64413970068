import type { ElementType } from "./element_type.ts";
import type { Attribute, Dim, Graph, Model, Node, ValueInfo } from "./graph.ts";
import { subgraphsOf } from "./subgraphs.ts";
import type { Tensor } from "./tensor.ts";

/** What a node is, makes and learnt. */
export interface InspectedNode {
  /** The operator, such as `"Conv"`. */
  readonly op: string;
  /** The operator's domain; empty for ONNX's own. */
  readonly domain: string;
  /** Its label; may be empty. */
  readonly name: string;
  /** Names of the tensors that it makes; shape and type are absent where unknown. */
  readonly outputs: readonly {
    readonly name: string;
    readonly type?: ElementType;
    readonly dims?: readonly Dim[];
  }[];
  /** Elements of the floating-point constants that it is the first to read. */
  readonly parameters: number;
}

/** What there is to know about a model at a glance. */
export interface Inspection {
  /** What made the file. */
  readonly producer: string;
  /** The version of the file format. */
  readonly irVersion: number;
  /** Operator set versions by domain; ONNX's own domain is the empty text. */
  readonly opsets: Readonly<Record<string, number>>;
  /** Free texts that travel with the model. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What the caller supplies, as the model declares it. */
  readonly inputs: readonly ValueInfo[];
  /** What it gives. */
  readonly outputs: readonly ValueInfo[];
  /** Its nodes in order. */
  readonly nodes: readonly InspectedNode[];
  /** Sums over the whole model. */
  readonly totals: {
    /** How many nodes there are, nested ones apart. */
    readonly nodes: number;
    /** Elements of all floating-point constants. */
    readonly parameters: number;
    /** Bytes of all constants. */
    readonly bytes: number;
    /** How many nodes there are of each operator, the most frequent first. */
    readonly operators: Readonly<Record<string, number>>;
  };
}

/**
 * Lists a model's nodes with the shapes of what they make and the number of their
 * parameters, and sums up.
 *
 * Parameters are elements of floating-point constants, batch normalisation's running
 * statistics included; each constant counts once, for the first node that reads it.
 *
 * @param shapes What is known of tensors, from `inferShapes`.
 */
export function inspectModel(
  model: Model,
  shapes: ReadonlyMap<string, ValueInfo>,
): Inspection {
  const { graph, producer, irVersion, opsets, metadata } = model;
  const unread = new Map(graph.initializers);
  const nodes = graph.nodes.map((node): InspectedNode => ({
    op: node.op,
    domain: node.domain,
    name: node.name,
    outputs: node.outputs.filter((name) => name !== "").map((name) => {
      const { type, dims } = shapes.get(name) ?? {};
      return { name, ...(type && { type }), ...(dims && { dims }) };
    }),
    parameters: sum(constantsOf(node, unread).map(parametersOf)),
  }));
  const constants = [
    ...graph.initializers.values(),
    ...graph.nodes.flatMap((node) => constantsWithin(node)),
  ];
  const counts = new Map<string, number>();
  for (const { op, domain } of graph.nodes) {
    const name = domain === "" ? op : `${domain}.${op}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return {
    producer,
    irVersion,
    opsets: Object.fromEntries(opsets),
    metadata: Object.fromEntries(metadata),
    inputs: graph.inputs,
    outputs: graph.outputs.map((info) => shapes.get(info.name) ?? info),
    nodes,
    totals: {
      nodes: graph.nodes.length,
      parameters: sum(constants.map(parametersOf)),
      bytes: sum(constants.map(bytesOf)),
      operators: Object.fromEntries(
        [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
      ),
    },
  };
}

/** The constants that a node has, or is the first to read. */
function constantsOf(node: Node, unread: Map<string, Tensor>): Tensor[] {
  const found = constantsWithin(node);
  for (const name of node.inputs) {
    const tensor = unread.get(name);
    if (tensor !== undefined) found.push(tensor);
    unread.delete(name);
  }
  return found;
}

/** The constants in a node's attributes. */
function constantsWithin(node: Node): Tensor[] {
  const isTensor = (value: Attribute): value is Tensor =>
    typeof value === "object" && "dims" in value;
  return [
    ...Object.values(node.attributes).filter(isTensor),
    ...subgraphsOf(node).flatMap((graph: Graph) => [
      ...graph.initializers.values(),
      ...graph.nodes.flatMap(constantsWithin),
    ]),
  ];
}

const FLOATS: ReadonlySet<ElementType> = new Set([
  "bfloat16",
  "float16",
  "float32",
  "float64",
]);

function parametersOf({ type, data }: Tensor): number {
  return FLOATS.has(type) ? data.length : 0;
}

function bytesOf(tensor: Tensor): number {
  return tensor.type === "string"
    ? sum(tensor.data.map(({ length }) => length))
    : tensor.data.byteLength;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
