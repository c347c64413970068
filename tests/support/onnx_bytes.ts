import { create, toBinary } from "@bufbuild/protobuf";
import {
  type GraphProto,
  GraphProtoSchema,
  type ModelProto,
  ModelProtoSchema,
} from "onnx-buf";

/** A model's bytes as any writer might have made them, of parts in protobuf's form. */
export function modelBytes(
  graph: Parameters<typeof create<typeof GraphProtoSchema>>[1],
  model: Parameters<typeof create<typeof ModelProtoSchema>>[1] = {},
): Uint8Array {
  const inner: GraphProto = create(GraphProtoSchema, graph);
  const outer: ModelProto = create(ModelProtoSchema, {
    irVersion: 8n,
    opsetImport: [{ domain: "", version: 13n }],
    ...model,
  });
  outer.graph = inner;
  return toBinary(ModelProtoSchema, outer);
}

/** A field of a message in protobuf's wire format that holds bytes. */
export function bytesField(
  number: number,
  content: ArrayLike<number>,
): Uint8Array {
  const head = [...varint(number * 8 + 2), ...varint(content.length)];
  const field = new Uint8Array(head.length + content.length);
  field.set(head);
  field.set(content, head.length);
  return field;
}

/** Bytes many times over. */
export function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const all = new Uint8Array(bytes.length * times);
  for (let i = 0; i < times; i++) all.set(bytes, i * bytes.length);
  return all;
}

/** A variable-length integer. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) {
    bytes.push(value % 128 + 128);
  }
  return [...bytes, value];
}
