import type { Node, ValueInfo } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import { quoted } from "../quoted.ts";
import type { Tensor } from "../tensor.ts";
import type { Emitter } from "./emitter.ts";
import { refusal } from "./refusal.ts";
import type { Shaped } from "./shaped.ts";

/** What a {@link RuleContext} is made of. */
export interface RuleContextParts {
  /** The node to differentiate. */
  readonly node: Node;
  /** The version of ONNX's own operators that the model uses. */
  readonly opset: number;
  /** Appends nodes. */
  readonly emit: Emitter;
  /** The name of each output's gradient. */
  readonly gradients: readonly (string | undefined)[];
  /** Whether the gradient of each input is wanted. */
  readonly needs: readonly boolean[];
  /** What is known of a tensor. */
  readonly info: (name: string) => ValueInfo | undefined;
  /** The value of a constant tensor. */
  readonly constant: (name: string) => Tensor | undefined;
}

/** What a rule sees of the node that it differentiates. */
export class RuleContext {
  /** The node to differentiate. */
  readonly node: Node;
  /** The version of ONNX's own operators that the model uses. */
  readonly opset: number;
  /** The node's attributes. */
  readonly attributes: NodeAttributes;
  /** Appends nodes. */
  readonly emit: Emitter;
  /** The name of each output's gradient; `undefined` where none arrives. */
  readonly gradients: readonly (string | undefined)[];
  readonly #parts: RuleContextParts;

  /** Looks at a node as `parts` tell it. */
  constructor(parts: RuleContextParts) {
    this.node = parts.node;
    this.opset = parts.opset;
    this.attributes = new NodeAttributes(parts.node);
    this.emit = parts.emit;
    this.gradients = parts.gradients;
    this.#parts = parts;
  }

  /** The gradient of the first output. */
  get gradient(): string {
    return this.gradients[0] ??
      this.refuse("no gradient arrives at its output");
  }

  /** Whether the gradient of an input is wanted. */
  needs(index: number): boolean {
    return this.#parts.needs[index] ?? false;
  }

  /** Whether an optional input is there. */
  has(index: number): boolean {
    return (this.node.inputs[index] ?? "") !== "";
  }

  /**
   * An input.
   *
   * @throws {TypeError} If it is absent or its rank is unknown.
   */
  input(index: number): Shaped {
    return this.#shaped(this.node.inputs[index] ?? "", `input ${index}`);
  }

  /**
   * An output.
   *
   * @throws {TypeError} If it is absent or its rank is unknown.
   */
  output(index = 0): Shaped {
    return this.#shaped(this.node.outputs[index] ?? "", `output ${index}`);
  }

  /** The value of an input, if it is constant. */
  constant(index: number): Tensor | undefined {
    const name = this.node.inputs[index] ?? "";
    return name === "" ? undefined : this.#parts.constant(name);
  }

  /**
   * The whole numbers of a constant input, or of the attribute that it once was;
   * `undefined` if the node has neither.
   *
   * @throws {TypeError} If the input is there and not constant.
   */
  list(attribute: string, index: number): readonly number[] | undefined {
    if (!this.has(index)) return this.attributes.ints(attribute);
    const tensor = this.constant(index);
    if (tensor?.type !== "int64" && tensor?.type !== "int32") {
      return this.refuse(
        `its input ${index} ("${attribute}") is not constant: fold the model's constants, or fix the sizes that it is computed from`,
      );
    }
    return Array.from<bigint | number, number>(tensor.data, Number);
  }

  /** An axis counted from the front. */
  axis(axis: number, { dims }: Shaped): number {
    return axis < 0 ? axis + dims.length : axis;
  }

  /**
   * The sizes of a tensor from an axis on.
   *
   * @throws {TypeError} If one is unknown.
   */
  sizes({ name, dims }: Shaped, from = 0): number[] {
    return dims.slice(from).map((dim) =>
      typeof dim === "number" ? dim : this.refuse(
        `the shape of ${quoted(name)} is not fixed (${
          dims.map((size) => size ?? "?").join(", ")
        }): fix the model's input size`,
      )
    );
  }

  /**
   * Gives up on the node.
   *
   * @throws {TypeError} Always: names the node and the reason, which ends in what to do.
   */
  refuse(reason: string): never {
    throw refusal(this.node, reason);
  }

  #shaped(name: string, place: string): Shaped {
    const info = this.#parts.info(name);
    if (info?.dims === undefined) {
      return this.refuse(
        `the shape of its ${place} is not known: fix the model's input size`,
      );
    }
    return { ...info, dims: info.dims };
  }
}
