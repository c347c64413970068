import type { ElementType } from "../element_type.ts";
import type { Dim, Graph, Node } from "../graph.ts";
import type { Known } from "../known/known.ts";
import { NodeAttributes } from "../node_attributes.ts";

/** Elements of a list of axes, sizes or pads that are looked at. */
const MAX_LIST = 1024;

/** What is known of a tensor, without its name. */
export interface Facts {
  /** The type of its elements. */
  readonly type: ElementType;
  /** `undefined` if not even the rank is known. */
  readonly dims: readonly Dim[] | undefined;
}

/** What a rule can look at. */
export interface Given {
  /** The node whose outputs are asked for. */
  readonly node: Node;
  /** The version of the operator's set. */
  readonly opset: number;
  /** One entry an input; `undefined` if it is left out or nothing is known of it. */
  readonly inputs: readonly (Facts | undefined)[];
  /** The elements of an input where they are few and known before the run. */
  readonly known: (input: number) => Known | undefined;
  /** Infers within a graph of the node, such as a branch: what its outputs are. */
  readonly within: (graph: Graph) => readonly (Facts | undefined)[];
}

/** What a rule is given, with the questions that most rules ask. */
export class ShapeContext {
  /** The node whose outputs are asked for. */
  readonly node: Node;
  /** The version of the operator's set. */
  readonly opset: number;
  /** The node's attributes. */
  readonly attributes: NodeAttributes;
  /** Infers within a graph of the node: what its outputs are. */
  readonly within: Given["within"];
  readonly #given: Given;

  /** Wraps what is given. */
  constructor(given: Given) {
    this.#given = given;
    this.node = given.node;
    this.opset = given.opset;
    this.within = given.within;
    this.attributes = new NodeAttributes(given.node);
  }

  /** How many inputs the node names. */
  get arity(): number {
    return this.#given.inputs.length;
  }

  /** Whether an optional input is supplied. */
  has(input: number): boolean {
    return (this.node.inputs[input] ?? "") !== "";
  }

  /** An input's element type, if it is known. */
  type(input: number): ElementType | undefined {
    return this.#given.inputs[input]?.type;
  }

  /** An input's extents, if its rank is known. */
  dims(input: number): readonly Dim[] | undefined {
    return this.#given.inputs[input]?.dims;
  }

  /**
   * An input's extents, if its rank is known.
   *
   * @throws {RangeError} If the rank is too low for the operator.
   */
  dimsOfRank(
    input: number,
    { atLeast }: { readonly atLeast: number },
  ): readonly Dim[] | undefined {
    const dims = this.dims(input);
    if (dims !== undefined && dims.length < atLeast) {
      throw this.flaw(
        `input ${input} has ${dims.length} dimensions and at least ${atLeast} are needed`,
      );
    }
    return dims;
  }

  /** The elements of an input where they are few and known before the run. */
  known(input: number): Known | undefined {
    return this.#given.known(input);
  }

  /** An input's whole numbers in order, if all are known: axes, sizes, pads. */
  wholes(input: number): number[] | undefined {
    const elements = this.known(input)?.elements;
    if (elements === undefined || elements.length > MAX_LIST) return undefined;
    const numbers: number[] = [];
    for (const element of elements) {
      if (typeof element !== "bigint") return undefined;
      numbers.push(Number(element));
    }
    return numbers;
  }

  /**
   * Axes by the attribute `axes`, or by an input in later operator sets.
   *
   * @returns `"all"` if the node names none, `undefined` if they are only known in
   * the run.
   */
  axes(input: number): number[] | "all" | undefined {
    const listed = this.attributes.ints("axes");
    if (listed !== undefined) return listed;
    return this.has(input) ? this.wholes(input) : "all";
  }

  /**
   * An axis counted from the front.
   *
   * @throws {RangeError} If there is no such axis.
   */
  axis(axis: number, rank: number): number {
    const positive = axis < 0 ? axis + rank : axis;
    if (!Number.isInteger(axis) || positive < 0 || positive >= rank) {
      throw this.flaw(`there is no axis ${axis} among ${rank}`);
    }
    return positive;
  }

  /** The error for a node whose parts do not fit together. */
  flaw(problem: string): RangeError {
    return new RangeError(`${problem}: export the model again`);
  }
}

/**
 * Infers what a node's outputs are, in order; trailing outputs may be left out.
 *
 * @throws {RangeError} If the node's parts do not fit together.
 */
export type ShapeRule = (
  context: ShapeContext,
) => readonly (Facts | undefined)[];

/** Facts of one type, or nothing where the type is not known. */
export function facts(
  type: ElementType | undefined,
  dims: readonly Dim[] | undefined,
): Facts | undefined {
  return type === undefined ? undefined : { type, dims };
}
