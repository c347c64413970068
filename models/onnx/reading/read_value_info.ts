import type { TensorShapeProto_Dimension, ValueInfoProto } from "onnx-buf";
import type { Dim, ValueInfo } from "../graph.ts";
import { quoted } from "../quoted.ts";
import type { Place } from "./place.ts";
import { isElementType, readElementType } from "./read_tensor.ts";

/**
 * Whether it is a tensor, and of a supported element type.
 *
 * @internal
 */
export function isDescribable({ type }: ValueInfoProto): boolean {
  return type?.value.case === "tensorType" &&
    isElementType(type.value.value.elemType);
}

/**
 * Reads what a file says of a tensor.
 *
 * @throws {TypeError} If it is not a tensor, or of a type that is not supported.
 * @internal
 */
export function readValueInfo(info: ValueInfoProto, place: Place): ValueInfo {
  const type = info.type?.value;
  if (type?.case !== "tensorType") {
    const kind = type?.case?.replace("Type", "") ?? "of no type";
    throw place.unsupported(
      `${
        quoted(info.name)
      } is not a tensor but ${kind}: export the model so that it takes and gives tensors`,
    );
  }
  const { elemType, shape } = type.value;
  return {
    name: info.name,
    type: readElementType(elemType, place),
    dims: shape?.dim.map(readDim),
  };
}

/** Reads one extent; exporters write a negative size where they do not know it. */
function readDim({ value }: TensorShapeProto_Dimension): Dim {
  if (value.case === "dimParam") return value.value || undefined;
  if (value.case !== "dimValue" || value.value < 0n) return undefined;
  return value.value > Number.MAX_SAFE_INTEGER
    ? undefined
    : Number(value.value);
}
