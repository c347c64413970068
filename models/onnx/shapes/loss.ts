import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";

/** One loss an element, or their sum or mean; then the scores' logarithms. */
function loss(context: ShapeContext): (Facts | undefined)[] {
  const type = context.type(0);
  const each = context.attributes.text("reduction", "mean") === "none";
  return [
    facts(type, each ? context.dims(1) : []),
    facts(type, context.dims(0)),
  ];
}

/** Operators that compare scores with labels. */
export const LOSS: ReadonlyMap<string, ShapeRule> = new Map([
  ["NegativeLogLikelihoodLoss", loss],
  ["SoftmaxCrossEntropyLoss", loss],
]);
