import { isFieldSet } from "@bufbuild/protobuf";
import {
  type TensorProto,
  TensorProto_DataLocation,
  TensorProto_DataType,
  TensorProtoSchema,
} from "onnx-buf";
import { ELEMENT_TYPES, type ElementType } from "../element_type.ts";
import { ELEMENT_ARRAYS, type NumericType } from "../element_arrays.ts";
import { sizeOf, type Tensor } from "../tensor.ts";
import type { ExternalFiles } from "./external_files.ts";
import type { Place } from "./place.ts";

const TYPES: ReadonlyMap<number, ElementType> = new Map(
  Object.entries(ELEMENT_TYPES).map(([name, number]) => [
    number,
    name as ElementType,
  ]),
);

/** Whether a number is of an element type that tensors here can have. */
export function isElementType(number: number): boolean {
  return TYPES.has(number);
}

/**
 * The element type that ONNX knows by a number.
 *
 * @throws {TypeError} If it is none that tensors here can have.
 */
export function readElementType(number: number, place: Place): ElementType {
  const type = TYPES.get(number);
  if (type === undefined) {
    const name = TensorProto_DataType[number] ?? "unknown to ONNX 1.20";
    throw place.unsupported(
      `the element type ${number} (${name}) is not supported: convert it to one of ${
        Object.keys(ELEMENT_TYPES).join(", ")
      }`,
    );
  }
  return type;
}

/**
 * Reads a tensor. Where the alignment allows it, its elements are a view of the
 * file, not a copy.
 *
 * @throws {SyntaxError} If its sizes are not such, or disagree with its data.
 * @throws {TypeError} If it is stored in a way that is not supported.
 * @internal
 */
export function readTensor(
  proto: TensorProto,
  { place, files }: { readonly place: Place; readonly files: ExternalFiles },
): Tensor {
  const type = readElementType(proto.dataType, place);
  const dims = proto.dims.map((dim) => {
    if (dim < 0n || dim > Number.MAX_SAFE_INTEGER) {
      throw place.flaw(`the dimension ${dim} is out of range: ${EXPORT}`);
    }
    return Number(dim);
  });
  // Zero first: the product of other huge sizes may overflow to infinity.
  const size = dims.includes(0) ? 0 : sizeOf(dims);
  if (proto.segment !== undefined) {
    throw place.unsupported(`it is stored in segments: ${EXPORT}`);
  }
  if (type === "string") {
    const data = proto.stringData.map((bytes) => readText(bytes, place));
    if (data.length !== size) throw mismatch(place, dims, data.length);
    return { type, dims, data };
  }
  const external = proto.dataLocation === TensorProto_DataLocation.EXTERNAL;
  if (external || isFieldSet(proto, TensorProtoSchema.field.rawData)) {
    const expected = size * ELEMENT_ARRAYS[type].BYTES_PER_ELEMENT;
    const bytes = external
      ? files.bytesOf(proto.externalData, { size: expected, place })
      : proto.rawData;
    if (bytes.length !== expected) {
      throw place.flaw(
        `the shape (${
          dims.join(", ")
        }) of ${type} needs ${expected} bytes and it has ${bytes.length}: ${EXPORT}`,
      );
    }
    return { type, dims, data: viewed(bytes, type) } as Tensor;
  }
  const listed = listedIn(proto, type);
  if (listed.length !== size) throw mismatch(place, dims, listed.length);
  // The wire knows no 8 and 16 bit integers; the array narrows what it is given.
  const data = new ELEMENT_ARRAYS[type](listed.length);
  for (let i = 0; i < listed.length; i++) data[i] = listed[i]!;
  return { type, dims, data } as Tensor;
}

/**
 * Decodes a text.
 *
 * @throws {TypeError} If it is not UTF-8.
 */
export function readText(bytes: Uint8Array, place: Place): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw place.unsupported(
      `a text is not in UTF-8: keep binary data in a tensor of uint8`,
    );
  }
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const EXPORT = "fetch or export the model again";

function mismatch(
  place: Place,
  dims: readonly number[],
  length: number,
): SyntaxError {
  return place.flaw(
    `the shape (${
      dims.join(", ")
    }) disagrees with its ${length} elements: ${EXPORT}`,
  );
}

function viewed(
  bytes: Uint8Array<ArrayBuffer>,
  type: NumericType,
): InstanceType<typeof ELEMENT_ARRAYS[NumericType]> {
  const kind = ELEMENT_ARRAYS[type];
  const length = bytes.length / kind.BYTES_PER_ELEMENT;
  if (type === "bool" && bytes.some((byte) => byte > 1)) {
    return bytes.map((byte) => byte === 0 ? 0 : 1);
  }
  return bytes.byteOffset % kind.BYTES_PER_ELEMENT === 0
    ? new kind(bytes.buffer, bytes.byteOffset, length)
    : new kind(bytes.slice().buffer);
}

function listedIn(
  proto: TensorProto,
  type: NumericType,
): readonly number[] | readonly bigint[] {
  switch (type) {
    case "float32":
      return proto.floatData;
    case "float64":
      return proto.doubleData;
    case "int64":
      return proto.int64Data;
    case "uint64":
      return proto.uint64Data;
    case "uint32":
      return proto.uint64Data.map(Number);
    case "bool":
      return proto.int32Data.map((value) => value === 0 ? 0 : 1);
    default:
      return proto.int32Data;
  }
}
