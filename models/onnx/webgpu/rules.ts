import { doubleTransposedGroups } from "./double_transposed_groups.ts";
import { dropDropout } from "./drop_dropout.ts";
import { dropIndices } from "./drop_indices.ts";
import { leadEndPadding } from "./lead_end_padding.ts";
import { padGroups } from "./pad_groups.ts";
import { raiseScalarBias } from "./raise_scalar_bias.ts";
import type { Rule } from "./rule.ts";
import { widenThrees } from "./widen_threes.ts";

/** What is judged of each of ONNX's own operators, in this order; later rules see what earlier ones made. */
export const RULES: ReadonlyMap<string, readonly Rule[]> = new Map([
  ["Conv", [padGroups, leadEndPadding, widenThrees]],
  ["ConvTranspose", [doubleTransposedGroups]],
  ["Dropout", [dropDropout]],
  ["Gemm", [raiseScalarBias]],
  ["MaxPool", [dropIndices]],
]);
