import {
  type AttributeKind,
  type AttributeOfKind,
  kinded,
} from "./attribute_kind.ts";
import type { Node } from "./graph.ts";
import { quoted } from "./quoted.ts";

/** Reads a node's attributes, each as the kind that its operator defines. */
export class NodeAttributes {
  readonly #node: Node;

  /** Reads the attributes of a node. */
  constructor(node: Node) {
    this.#node = node;
  }

  /** Whether the node has an attribute. */
  has(name: string): boolean {
    return Object.hasOwn(this.#node.attributes, name);
  }

  /**
   * An attribute, or `undefined` if the node does not have it.
   *
   * @throws {TypeError} If it is of another kind.
   */
  get<Kind extends AttributeKind>(
    name: string,
    kind: Kind,
  ): AttributeOfKind[Kind] | undefined {
    const value = Object.hasOwn(this.#node.attributes, name)
      ? this.#node.attributes[name]
      : undefined;
    if (value === undefined) return undefined;
    const attribute = kinded(value);
    // A list without elements may be of any kind.
    const matches = attribute.kind === kind ||
      kind.endsWith("S") && Array.isArray(value) && value.length === 0;
    if (!matches) {
      throw new TypeError(
        `the attribute ${
          quoted(name)
        } is of kind ${attribute.kind} and ${this.#node.op} takes ${kind}: export the model again`,
      );
    }
    return attribute.value as AttributeOfKind[Kind];
  }

  /** A whole number, exact to 2^53, which no size exceeds. */
  int(name: string, fallback: number): number {
    const value = this.get(name, "INT");
    return value === undefined ? fallback : Number(value);
  }

  /** A list of whole numbers. */
  ints(name: string): number[] | undefined {
    return this.get(name, "INTS")?.map(Number);
  }

  /** A text. */
  text(name: string, fallback: string): string {
    return this.get(name, "STRING") ?? fallback;
  }
}
