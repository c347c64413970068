import type { Tensor } from "./tensor.ts";
import type { ElementType } from "./element_type.ts";

/**
 * The value of a node's attribute: a number (FLOAT), a bigint (INT), a text
 * (STRING), a tensor, a graph, or a list of one of the first three.
 *
 * Whole numbers are bigints, so that a FLOAT 1.0 and an INT 1 stay apart.
 */
export type Attribute =
  | number
  | bigint
  | string
  | Tensor
  | Graph
  | readonly number[]
  | readonly bigint[]
  | readonly string[];

/** An operator applied to named tensors. */
export interface Node {
  /** The operator, such as `"Conv"`. */
  readonly op: string;
  /** The operator's domain; empty for ONNX's own. */
  readonly domain: string;
  /** A label for people; may be empty. */
  readonly name: string;
  /** Names of tensors; an empty name stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  /** Names of tensors; an empty name stands for an optional output that is not wanted. */
  readonly outputs: readonly string[];
  /** Attributes by name; one that is absent has the operator's default. */
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** One extent of a shape: a size, a name such as `"batch"`, or `undefined` if unknown. */
export type Dim = number | string | undefined;

/** What is known of a tensor that flows through a graph. */
export interface ValueInfo {
  /** Unique in its graph. */
  readonly name: string;
  /** What its elements are. */
  readonly type: ElementType;
  /** `undefined` if not even the rank is known. */
  readonly dims: readonly Dim[] | undefined;
}

/** A graph of nodes in static single assignment: every tensor is made once. */
export interface Graph {
  /** A label for people; may be empty. */
  readonly name: string;
  /** Inputs that the caller supplies, without those that have an initializer. */
  readonly inputs: readonly ValueInfo[];
  /** Tensors that the caller gets. */
  readonly outputs: readonly ValueInfo[];
  /** Each node after those whose outputs it reads. */
  readonly nodes: readonly Node[];
  /** Constant tensors by name. */
  readonly initializers: ReadonlyMap<string, Tensor>;
  /** What the file, or shape inference, says of inner tensors, by name. */
  readonly values: ReadonlyMap<string, ValueInfo>;
}

/** A graph with what a file says around it. */
export interface Model {
  /** The network. */
  readonly graph: Graph;
  /** The version of the file format. */
  readonly irVersion: number;
  /** Operator set versions by domain; ONNX's own domain is the empty text. */
  readonly opsets: ReadonlyMap<string, number>;
  /** The program that made the model; may be empty. */
  readonly producer: string;
  /** Free texts that travel with the model, such as its preprocessing. */
  readonly metadata: ReadonlyMap<string, string>;
}
