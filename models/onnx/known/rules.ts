import { ARITHMETIC_RULES } from "./arithmetic.ts";
import { ARRANGEMENT_RULES } from "./arrangement.ts";
import { GENERATION_RULES } from "./generation.ts";
import type { KnownRule } from "./rule.ts";

/** The rule of each of ONNX's own operators that is computed before the run. */
export const KNOWN_RULES: ReadonlyMap<string, KnownRule> = new Map([
  ...ARITHMETIC_RULES,
  ...ARRANGEMENT_RULES,
  ...GENERATION_RULES,
]);
