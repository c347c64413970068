import { ELEMENT_ARRAYS } from "../element_arrays.ts";
import type { Dim, Node } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import type { Tensor } from "../tensor.ts";

/** Operators that give the elements of their first input in another shape. */
const RESHAPING: ReadonlySet<string> = new Set([
  "Flatten",
  "Reshape",
  "Squeeze",
  "Unsqueeze",
]);

/**
 * The constant that a node gives, if it takes no computing, however large it is: the
 * value of a Constant, or another constant in another shape. Elements are shared,
 * not copied.
 *
 * @param first The constant that the node reads first, if it does.
 * @param dims The shape of its output, if it is known.
 */
export function freeConstant(
  node: Node,
  { first, dims }: {
    readonly first: Tensor | undefined;
    readonly dims: readonly Dim[] | undefined;
  },
): Tensor | undefined {
  if (node.domain !== "") return undefined;
  if (node.op === "Constant") return constantValue(new NodeAttributes(node));
  if (!RESHAPING.has(node.op) || first === undefined) return undefined;
  const sizes = dims?.filter((dim) => typeof dim === "number");
  return sizes === undefined || sizes.length !== dims?.length
    ? undefined
    : { ...first, dims: sizes };
}

/** The value of a Constant; attributes other than `value` are short for tensors. */
function constantValue(attributes: NodeAttributes): Tensor | undefined {
  const tensor = attributes.get("value", "TENSOR");
  if (tensor !== undefined) return tensor;
  const float = attributes.get("value_float", "FLOAT");
  const int = attributes.get("value_int", "INT");
  const text = attributes.get("value_string", "STRING");
  const floats = attributes.get("value_floats", "FLOATS");
  const ints = attributes.get("value_ints", "INTS");
  const texts = attributes.get("value_strings", "STRINGS");
  if (float !== undefined || floats !== undefined) {
    const data = ELEMENT_ARRAYS.float32.from(floats ?? [float!]);
    return { type: "float32", dims: floats ? [floats.length] : [], data };
  }
  if (int !== undefined || ints !== undefined) {
    const data = ELEMENT_ARRAYS.int64.from(ints ?? [int!]);
    return { type: "int64", dims: ints ? [ints.length] : [], data };
  }
  if (text !== undefined || texts !== undefined) {
    const data = texts ?? [text!];
    return { type: "string", dims: texts ? [texts.length] : [], data };
  }
  return undefined;
}
