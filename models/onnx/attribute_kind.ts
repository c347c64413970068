import type { Attribute, Graph } from "./graph.ts";
import type { Tensor } from "./tensor.ts";

/** What kind of value an attribute is, as ONNX names them. */
export type AttributeKind =
  | "FLOAT"
  | "INT"
  | "STRING"
  | "TENSOR"
  | "GRAPH"
  | "FLOATS"
  | "INTS"
  | "STRINGS";

/** The value of each kind of attribute. */
export interface AttributeOfKind {
  /** A number with a fraction. */
  readonly FLOAT: number;
  /** A whole number. */
  readonly INT: bigint;
  /** A text. */
  readonly STRING: string;
  /** A constant tensor. */
  readonly TENSOR: Tensor;
  /** A nested graph. */
  readonly GRAPH: Graph;
  /** Numbers with fractions. */
  readonly FLOATS: readonly number[];
  /** Whole numbers. */
  readonly INTS: readonly bigint[];
  /** Texts. */
  readonly STRINGS: readonly string[];
}

/** An attribute's value beside its kind, so that the one tells the other. */
export type KindedAttribute = {
  [Kind in AttributeKind]: {
    readonly kind: Kind;
    readonly value: AttributeOfKind[Kind];
  };
}[AttributeKind];

/**
 * The kind of an attribute. A list without elements counts as INTS, which all
 * operators with an optional list have.
 */
export function kinded(attribute: Attribute): KindedAttribute {
  if (typeof attribute === "number") return { kind: "FLOAT", value: attribute };
  if (typeof attribute === "bigint") return { kind: "INT", value: attribute };
  if (typeof attribute === "string") {
    return { kind: "STRING", value: attribute };
  }
  if ("nodes" in attribute) return { kind: "GRAPH", value: attribute };
  if ("dims" in attribute) return { kind: "TENSOR", value: attribute };
  if (isNumbers(attribute)) return { kind: "FLOATS", value: attribute };
  if (isTexts(attribute)) return { kind: "STRINGS", value: attribute };
  return { kind: "INTS", value: attribute as readonly bigint[] };
}

function isNumbers(list: readonly unknown[]): list is readonly number[] {
  return typeof list[0] === "number";
}

function isTexts(list: readonly unknown[]): list is readonly string[] {
  return typeof list[0] === "string";
}
