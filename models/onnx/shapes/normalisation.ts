import type { ElementType } from "../element_type.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";

/** Statistics of a normalisation: the extents before `axis`, then ones. */
function layerNormalization(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const axis = dims &&
    context.axis(context.attributes.int("axis", -1), dims.length);
  const outer = dims?.map((dim, i) => i < axis! ? dim : 1);
  const precision: ElementType | undefined =
    context.attributes.int("stash_type", 1) === 1 ? "float32" : undefined;
  return [
    facts(context.type(0), dims),
    facts(precision, outer),
    facts(precision, outer),
  ];
}

/** In training the running statistics follow. */
function batchNormalization(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const channels = dims === undefined ? context.dims(1) : [dims[1]];
  const statistics = [3, 4, 3, 4].map((input) =>
    facts(context.type(input) ?? context.type(0), channels)
  );
  return [facts(context.type(0), dims), ...statistics];
}

/** Operators that subtract a mean and divide by a deviation. */
export const NORMALISATION: ReadonlyMap<string, ShapeRule> = new Map([
  ["BatchNormalization", batchNormalization],
  ["LayerNormalization", layerNormalization],
]);
