import type { RuleContext } from "./rule_context.ts";

/**
 * The gradients that a rule passes on: the name of a tensor for each input of the
 * node, in order. One is `undefined` where it is not needed, or zero everywhere.
 *
 * A gradient has the shape of the tensor that it belongs to.
 */
export type Gradients = readonly (string | undefined)[];

/** Appends the nodes that carry a gradient from a node's outputs to its inputs. */
export type Rule = (context: RuleContext) => Gradients;

/** A rule and what can be said for it. */
export interface RuleEntry {
  /** The rule itself. */
  readonly rule: Rule;
  /** The inputs that get a gradient, by ONNX's names of them. */
  readonly inputs: string;
  /** What is chosen where no derivative exists; nothing where one always exists. */
  readonly convention?: string;
  /** What is refused, with an error that says so. */
  readonly refuses?: string;
  /** Whether several outputs may have gradients; else only the first. */
  readonly severalOutputs?: boolean;
}

/** Rules by operator of ONNX's own domain. */
export type RuleTable = Readonly<Record<string, RuleEntry>>;
