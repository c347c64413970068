import { isFieldSet } from "@bufbuild/protobuf";
import {
  type AttributeProto,
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  type GraphProto,
  type NodeProto,
} from "onnx-buf";
import type { Attribute, Graph, Node, ValueInfo } from "../graph.ts";
import { nodeLabel } from "../node_label.ts";
import { quoted } from "../quoted.ts";
import type { Tensor } from "../tensor.ts";
import type { ExternalFiles } from "./external_files.ts";
import type { Place } from "./place.ts";
import { readTensor, readText } from "./read_tensor.ts";
import { isDescribable, readValueInfo } from "./read_value_info.ts";

/** Where reading stands, and what tensors in other files are read by. */
export interface Reading {
  /** The part of the file that is read. */
  readonly place: Place;
  /** The files beside it. */
  readonly files: ExternalFiles;
}

/**
 * Reads a graph and the graphs within it.
 *
 * @throws {SyntaxError} If a part breaks ONNX's rules.
 * @throws {TypeError} If a part is not supported.
 * @internal
 */
export function readGraph(proto: GraphProto, reading: Reading): Graph {
  const { place, files } = reading;
  if (proto.sparseInitializer.length > 0) {
    const name = proto.sparseInitializer[0]!.values?.name ?? "";
    throw place.in(`initializer ${quoted(name)}`).unsupported(
      "sparse tensors are not supported: export it as a dense one",
    );
  }
  const initializers = new Map<string, Tensor>();
  for (const [i, tensor] of proto.initializer.entries()) {
    const at = place.in(`initializer ${i} ${quoted(tensor.name)}`);
    if (tensor.name === "") {
      throw at.flaw("it has no name: export the model again");
    }
    if (initializers.has(tensor.name)) {
      throw at.flaw("another has this name: export the model again");
    }
    initializers.set(tensor.name, readTensor(tensor, { place: at, files }));
  }
  const values = new Map<string, ValueInfo>();
  for (const info of proto.valueInfo) {
    // What cannot be said of an inner tensor here need not be said.
    if (isDescribable(info)) values.set(info.name, readValueInfo(info, place));
  }
  return {
    name: proto.name,
    inputs: proto.input
      .filter(({ name }) => !initializers.has(name))
      .map((info, i) => readValueInfo(info, place.in(`input ${i}`))),
    outputs: proto.output
      .map((info, i) => readValueInfo(info, place.in(`output ${i}`))),
    nodes: proto.node.map((node, i) => readNode(node, i, reading)),
    initializers,
    values,
  };
}

/** The domain of ONNX's own operators has two names. */
export function readDomain(domain: string): string {
  return domain === "ai.onnx" ? "" : domain;
}

function readNode(proto: NodeProto, index: number, reading: Reading): Node {
  const { name, opType: op } = proto;
  const domain = readDomain(proto.domain);
  const place = reading.place.in(nodeLabel({ op, name, domain }, index));
  const attributes = new Map<string, Attribute>();
  for (const attribute of proto.attribute) {
    const at = place.in(`attribute ${quoted(attribute.name)}`);
    if (attributes.has(attribute.name)) {
      throw at.flaw("the node has it twice: export the model again");
    }
    attributes.set(
      attribute.name,
      readAttribute(attribute, { ...reading, place: at }),
    );
  }
  return {
    op,
    domain,
    name,
    inputs: proto.input,
    outputs: proto.output,
    attributes: Object.fromEntries(attributes),
  };
}

function readAttribute(proto: AttributeProto, reading: Reading): Attribute {
  const { place } = reading;
  const kind = kindOf(proto);
  switch (kind) {
    case Kind.FLOAT:
      return proto.f;
    case Kind.INT:
      return proto.i;
    case Kind.STRING:
      return readText(proto.s, place);
    case Kind.FLOATS:
      return proto.floats;
    case Kind.INTS:
      return proto.ints;
    case Kind.STRINGS:
      return proto.strings.map((text) => readText(text, place));
    case Kind.TENSOR:
      if (proto.t === undefined) throw place.flaw("its tensor is missing");
      return readTensor(proto.t, reading);
    case Kind.GRAPH:
      if (proto.g === undefined) throw place.flaw("its graph is missing");
      return readGraph(proto.g, reading);
    default:
      throw place.unsupported(
        `attributes of kind ${
          Kind[kind]
        } are not supported: export the model without them`,
      );
  }
}

/** Fields that tell the kind of an attribute in files that do not name it. */
const TELLING = [
  ["f", Kind.FLOAT],
  ["i", Kind.INT],
  ["s", Kind.STRING],
  ["t", Kind.TENSOR],
  ["g", Kind.GRAPH],
  ["floats", Kind.FLOATS],
  ["ints", Kind.INTS],
  ["strings", Kind.STRINGS],
] as const;

/** Files from before 2017's format version 2 leave the kind out. */
function kindOf(proto: AttributeProto): Kind {
  if (proto.type !== Kind.UNDEFINED) return proto.type;
  const { field } = AttributeProtoSchema;
  return TELLING.find(([name]) => isFieldSet(proto, field[name]))?.[1] ??
    Kind.UNDEFINED;
}
