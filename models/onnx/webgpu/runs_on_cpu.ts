import type { ElementType } from "../element_type.ts";
import type { Node } from "../graph.ts";

/** Operators that onnxruntime-web 1.30 has no kernel for on WebGPU, whatever the type. */
const ON_CPU: ReadonlySet<string> = new Set([
  "ConstantOfShape",
  "LRN",
  "MaxUnpool",
  "OneHot",
  "Or",
  "Range",
  "Sign",
]);

/** Operators that it has none for if this input, counted from 0, is of int64. */
const ON_CPU_INT64: ReadonlyMap<string, number> = new Map([
  ["Add", 0],
  ["Cast", 0],
  ["Concat", 0],
  ["Div", 0],
  ["Equal", 0],
  ["Gather", 0],
  ["Greater", 0],
  ["GreaterOrEqual", 0],
  ["Less", 0],
  ["LessOrEqual", 0],
  ["Mul", 0],
  ["Sub", 0],
  ["Where", 1],
]);

/**
 * Whether WebGPU's runtime leaves a node to the processor, which it does in silence.
 * Arithmetic on shapes belongs there; work on images does not.
 *
 * @param types Element types of tensors by name; a tensor without one is taken for floats.
 */
export function runsOnCpu(
  { op, domain, inputs }: Node,
  types: ReadonlyMap<string, ElementType>,
): boolean {
  if (domain !== "") return false;
  if (ON_CPU.has(op)) return true;
  const input = inputs[ON_CPU_INT64.get(op) ?? Infinity];
  return input !== undefined && types.get(input) === "int64";
}
