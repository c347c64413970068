import { create } from "@bufbuild/protobuf";
import {
  type AttributeProto,
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  type GraphProto,
  GraphProtoSchema,
  NodeProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { kinded } from "../attribute_kind.ts";
import { ELEMENT_TYPES } from "../element_type.ts";
import type { Attribute, Dim, Graph, ValueInfo } from "../graph.ts";
import { tensorProto } from "./tensor_proto.ts";

/** Format versions before this one list constants among the inputs. */
const CONSTANTS_STAND_ALONE = 4;

/**
 * A graph's message.
 *
 * @param irVersion The model's format version.
 * @param constants Whether to put the graph's own constants in.
 * @internal
 */
export function graphProto(
  graph: Graph,
  { irVersion, constants }: {
    readonly irVersion: number;
    readonly constants: boolean;
  },
): GraphProto {
  const initializers = [...graph.initializers];
  const listed: ValueInfo[] = irVersion < CONSTANTS_STAND_ALONE
    ? initializers.map(([name, { type, dims }]) => ({ name, type, dims }))
    : [];
  return create(GraphProtoSchema, {
    name: graph.name,
    node: graph.nodes.map((node) =>
      create(NodeProtoSchema, {
        input: [...node.inputs],
        output: [...node.outputs],
        ...(node.name !== "" && { name: node.name }),
        opType: node.op,
        ...(node.domain !== "" && { domain: node.domain }),
        attribute: Object.entries(node.attributes).map(([name, value]) =>
          attributeProto(name, { value, irVersion })
        ),
      })
    ),
    initializer: constants
      ? initializers.map(([name, tensor]) => tensorProto(tensor, name))
      : [],
    input: [...graph.inputs, ...listed].map(valueInfoProto),
    output: graph.outputs.map(valueInfoProto),
    valueInfo: [...graph.values.values()].map(valueInfoProto),
  });
}

function attributeProto(
  name: string,
  { value, irVersion }: {
    readonly value: Attribute;
    readonly irVersion: number;
  },
): AttributeProto {
  const attribute = kinded(value);
  const proto = create(AttributeProtoSchema, {
    name,
    type: Kind[attribute.kind],
  });
  const utf8 = new TextEncoder();
  switch (attribute.kind) {
    case "FLOAT":
      proto.f = attribute.value;
      break;
    case "INT":
      proto.i = attribute.value;
      break;
    case "STRING":
      proto.s = utf8.encode(attribute.value);
      break;
    case "FLOATS":
      proto.floats = [...attribute.value];
      break;
    case "INTS":
      proto.ints = [...attribute.value];
      break;
    case "STRINGS":
      proto.strings = attribute.value.map((text) => utf8.encode(text));
      break;
    case "TENSOR":
      proto.t = tensorProto(attribute.value, "");
      break;
    case "GRAPH":
      proto.g = graphProto(attribute.value, { irVersion, constants: true });
      break;
  }
  return proto;
}

function valueInfoProto({ name, type, dims }: ValueInfo): ValueInfoProto {
  return create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: "tensorType",
        value: {
          elemType: ELEMENT_TYPES[type],
          ...(dims !== undefined && { shape: { dim: dims.map(dimension) } }),
        },
      },
    },
  });
}

function dimension(dim: Dim): {
  value?:
    | { case: "dimValue"; value: bigint }
    | { case: "dimParam"; value: string };
} {
  if (dim === undefined) return {};
  return typeof dim === "number"
    ? { value: { case: "dimValue", value: BigInt(dim) } }
    : { value: { case: "dimParam", value: dim } };
}
