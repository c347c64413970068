import { CONTROL } from "./control.ts";
import { CONVOLUTION } from "./convolution.ts";
import { ELEMENTWISE } from "./elementwise.ts";
import { GENERATOR } from "./generator.ts";
import { LAYOUT } from "./layout.ts";
import { LOSS } from "./loss.ts";
import { NORMALISATION } from "./normalisation.ts";
import { PRODUCT } from "./product.ts";
import { RECURRENT } from "./recurrent.ts";
import { REDUCTION } from "./reduction.ts";
import { RESHAPE } from "./reshape.ts";
import type { ShapeRule } from "./rule.ts";

/** The shape rule of each of ONNX's own operators that has one. */
export const SHAPE_RULES: ReadonlyMap<string, ShapeRule> = new Map([
  ...CONTROL,
  ...CONVOLUTION,
  ...ELEMENTWISE,
  ...GENERATOR,
  ...LAYOUT,
  ...LOSS,
  ...NORMALISATION,
  ...PRODUCT,
  ...RECURRENT,
  ...REDUCTION,
  ...RESHAPE,
]);
