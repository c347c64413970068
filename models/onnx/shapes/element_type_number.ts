import { ELEMENT_TYPES, type ElementType } from "../element_type.ts";
import type { ShapeContext } from "./rule.ts";

const BY_NUMBER: ReadonlyMap<number, ElementType> = new Map(
  (Object.keys(ELEMENT_TYPES) as ElementType[])
    .map((type) => [ELEMENT_TYPES[type], type]),
);

/**
 * The element type that an attribute gives by ONNX's number, if it is one that
 * tensors here can have.
 *
 * @throws {RangeError} If it is none of ONNX's.
 */
export function readElementTypeNumber(
  number: number,
  context: ShapeContext,
): ElementType | undefined {
  // Numbers up to 26 are in use, not all of them for types known here.
  if (number < 1 || number > 26) {
    throw context.flaw(`there is no element type ${number}`);
  }
  return BY_NUMBER.get(number);
}
