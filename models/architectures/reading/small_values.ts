import type { Graph, Node } from "../../onnx/graph.ts";
import { constantsOf } from "../../onnx/constants_of.ts";
import type { Tensor } from "../../onnx/tensor.ts";

/** The most elements that are looked at. */
const MAX_ELEMENTS = 64;

/** How deep constants may be computed of each other. */
const MAX_DEPTH = 32;

const { sqrt, exp } = Math;

const UNARY: Readonly<Record<string, (x: number) => number>> = {
  Exp: exp,
  Identity: (x) => x,
  Neg: (x) => -x,
  Reciprocal: (x) => 1 / x,
  Reshape: (x) => x,
  Sqrt: sqrt,
  Squeeze: (x) => x,
  Unsqueeze: (x) => x,
};

const BINARY: Readonly<Record<string, (x: number, y: number) => number>> = {
  Add: (x, y) => x + y,
  Div: (x, y) => x / y,
  Max: Math.max,
  Mul: (x, y) => x * y,
  Sub: (x, y) => x - y,
};

/**
 * Elements of small constants of a graph, also of those that it computes of others by
 * simple arithmetic: exporters leave `sqrt(variance)` in a graph.
 */
export class SmallValues {
  readonly #constants: ReadonlyMap<string, Tensor>;
  readonly #makers = new Map<string, Node>();

  /** Looks at a graph. */
  constructor(graph: Graph) {
    this.#constants = constantsOf(graph);
    for (const node of graph.nodes) {
      for (const name of node.outputs) this.#makers.set(name, node);
    }
  }

  /** The elements in row-major order; `undefined` if they are not known or many. */
  of(name: string, depth = 0): readonly number[] | undefined {
    const tensor = this.#constants.get(name);
    if (tensor !== undefined) return numbersOf(tensor);
    const node = this.#makers.get(name);
    if (node === undefined || node.domain !== "" || depth > MAX_DEPTH) {
      return undefined;
    }
    const [first = "", second = ""] = node.inputs;
    const x = this.of(first, depth + 1);
    if (x === undefined) return undefined;
    const unary = UNARY[node.op];
    if (unary !== undefined) return x.map(unary);
    const binary = BINARY[node.op];
    const y = this.of(second, depth + 1);
    if (binary === undefined || y === undefined) return undefined;
    const length = Math.max(x.length, y.length);
    if ([x, y].some((list) => list.length !== 1 && list.length !== length)) {
      return undefined;
    }
    return Array.from(
      { length },
      (_, i) => binary(x[i % x.length]!, y[i % y.length]!),
    );
  }
}

function numbersOf({ type, data }: Tensor): number[] | undefined {
  if (data.length > MAX_ELEMENTS) return undefined;
  return type === "string" || type === "float16" || type === "bfloat16"
    ? undefined
    : Array.from<number | bigint, number>(data, Number);
}
