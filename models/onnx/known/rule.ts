import type { Facts, ShapeContext } from "../shapes/rule.ts";
import { type Known, MAX_KNOWN } from "./known.ts";
import type { NumericType } from "../element_arrays.ts";
import { isKnowable } from "./known.ts";
import { product } from "../shapes/dims.ts";

/**
 * Computes a node's outputs before the graph runs, as far as their elements are
 * known. The rule is asked only where outputs are small.
 *
 * @param outputs The shapes and types that the outputs have.
 */
export type KnownRule = (
  context: ShapeContext,
  outputs: readonly Room[],
) => readonly (Known | undefined)[];

/** The place for a small tensor: all but its elements. */
export interface Room {
  /** The type that its elements will have. */
  readonly type: NumericType;
  /** Its shape; empty for a scalar. */
  readonly dims: readonly number[];
}

/** The place for an output, if it is small and of a type that is computed with. */
export function roomFor(facts: Facts | undefined): Room | undefined {
  if (facts?.dims === undefined || !isKnowable(facts.type)) return undefined;
  const size = product(facts.dims);
  if (size === undefined || size > MAX_KNOWN) return undefined;
  return { type: facts.type, dims: facts.dims.map(Number) };
}
