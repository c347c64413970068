import { create, toBinary } from "@bufbuild/protobuf";
import {
  GraphProtoSchema,
  type ModelProto,
  ModelProtoSchema,
  TensorProtoSchema,
} from "onnx-buf";
import type { Model } from "./graph.ts";
import { graphProto } from "./writing/graph_proto.ts";
import { tensorParts } from "./writing/tensor_proto.ts";

/** The size at which protobuf's decoders give up. */
const MAX_BYTES = 2 ** 31 - 1;

/**
 * Writes a model in ONNX's format, all tensors within it: equal models give equal
 * bytes.
 *
 * The weights are copied once, straight to their place, which keeps the need of
 * memory at one file beyond the model itself.
 *
 * @throws {RangeError} If a tensor's shape disagrees with its data, or the file would
 * exceed 2 GiB.
 * @throws {TypeError} If a tensor's data are not kept in its type's kind of array.
 */
export function writeModel(model: Model): Uint8Array<ArrayBuffer> {
  const { graph, irVersion } = model;
  // A message is its fields one after another, in any order.
  const body: Uint8Array[] = [
    toBinary(
      GraphProtoSchema,
      graphProto(graph, { irVersion, constants: false }),
    ),
  ];
  for (const [name, tensor] of graph.initializers) {
    const { proto, raw } = tensorParts(tensor, name);
    const head = toBinary(TensorProtoSchema, proto);
    const data = raw === undefined
      ? []
      : [fieldHead(TensorProtoSchema.field.rawData.number, raw.length), raw];
    const tail = [head, ...data];
    body.push(
      fieldHead(GraphProtoSchema.field.initializer.number, lengthOf(tail)),
      ...tail,
    );
  }
  const parts = [
    toBinary(ModelProtoSchema, envelope(model)),
    fieldHead(ModelProtoSchema.field.graph.number, lengthOf(body)),
    ...body,
  ];
  const length = lengthOf(parts);
  if (length > MAX_BYTES) {
    throw new RangeError(
      `Cannot write the model "${graph.name}": it takes ${length} bytes and a file may have ${MAX_BYTES}: use smaller element types`,
    );
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The model's message without its graph. */
function envelope(model: Model): ModelProto {
  const { irVersion, producer, opsets, metadata } = model;
  return create(ModelProtoSchema, {
    irVersion: BigInt(irVersion),
    ...(producer !== "" && { producerName: producer }),
    opsetImport: [...opsets].map(([domain, version]) => ({
      domain,
      version: BigInt(version),
    })),
    metadataProps: [...metadata].map(([key, value]) => ({ key, value })),
  });
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** The start of a field that holds bytes: its number and their length. */
function fieldHead(number: number, length: number): Uint8Array {
  return Uint8Array.from([...varint(number * 8 + 2), ...varint(length)]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) {
    bytes.push(value % 128 + 128);
  }
  return [...bytes, value];
}
