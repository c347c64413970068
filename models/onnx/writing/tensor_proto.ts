import { create } from "@bufbuild/protobuf";
import { type TensorProto, TensorProtoSchema } from "onnx-buf";
import { ELEMENT_ARRAYS } from "../element_arrays.ts";
import { ELEMENT_TYPES } from "../element_type.ts";
import { sizeOf, type Tensor } from "../tensor.ts";

/**
 * A tensor's message without its elements, and these as bytes where they are numbers.
 *
 * @internal
 */
export interface TensorParts {
  /** Name, element type, shape and texts. */
  readonly proto: TensorProto;
  /** A view of the tensor's data; absent for texts, which are in the message. */
  readonly raw: Uint8Array<ArrayBuffer> | undefined;
}

/**
 * Takes a tensor apart for writing.
 *
 * @throws {RangeError} If its shape disagrees with its data.
 * @throws {TypeError} If its data are not kept in its type's kind of array.
 * @internal
 */
export function tensorParts(tensor: Tensor, name: string): TensorParts {
  const { type, dims, data } = tensor;
  if (data.length !== sizeOf(dims)) {
    throw new RangeError(
      `Cannot write the tensor "${name}": the shape (${
        dims.join(", ")
      }) disagrees with its ${data.length} elements`,
    );
  }
  const proto = create(TensorProtoSchema, {
    name,
    dataType: ELEMENT_TYPES[type],
    dims: dims.map(BigInt),
  });
  if (type === "string") {
    proto.stringData = data.map((text) => new TextEncoder().encode(text));
    return { proto, raw: undefined };
  }
  if (!(data instanceof ELEMENT_ARRAYS[type])) {
    throw new TypeError(
      `Cannot write the tensor "${name}": elements of ${type} are kept in ${
        ELEMENT_ARRAYS[type].name
      }`,
    );
  }
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { proto, raw };
}

/**
 * A tensor's message with its elements.
 *
 * @internal
 */
export function tensorProto(tensor: Tensor, name: string): TensorProto {
  const { proto, raw } = tensorParts(tensor, name);
  if (raw !== undefined) proto.rawData = raw;
  return proto;
}
