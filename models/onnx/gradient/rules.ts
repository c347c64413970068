import type { RuleEntry } from "./rule.ts";
import { ACTIVATIONS } from "./rules/activations.ts";
import { ARITHMETIC } from "./rules/arithmetic.ts";
import { CONVOLUTION } from "./rules/convolution.ts";
import { FUNCTIONS } from "./rules/functions.ts";
import { LAYOUT } from "./rules/layout.ts";
import { NORMALISATION } from "./rules/normalisation.ts";
import { POOLING } from "./rules/pooling.ts";
import { PRODUCTS } from "./rules/products.ts";
import { REDUCTION } from "./rules/reduction.ts";
import { SELECTION } from "./rules/selection.ts";

/** The rule of each operator of ONNX's own domain that has one. */
export const RULES: ReadonlyMap<string, RuleEntry> = new Map(
  [
    CONVOLUTION,
    PRODUCTS,
    NORMALISATION,
    ACTIVATIONS,
    FUNCTIONS,
    ARITHMETIC,
    POOLING,
    REDUCTION,
    LAYOUT,
    SELECTION,
  ].flatMap((family) => Object.entries(family)),
);
