import { fromBinary } from "@bufbuild/protobuf";
import { type ModelProto, ModelProtoSchema } from "onnx-buf";
import type { Model } from "./graph.ts";
import { quoted } from "./quoted.ts";
import { checkWire } from "./reading/check_wire.ts";
import { ExternalFiles, plain } from "./reading/external_files.ts";
import { Place } from "./reading/place.ts";
import { readDomain, readGraph } from "./reading/read_graph.ts";

/** How {@link readModel} reads. */
export interface ReadModelOptions {
  /** What errors call the file. */
  readonly name?: string;
  /**
   * Gives the bytes of a file in which the model keeps tensors. It is only called
   * with relative paths that stay in the folder of the model.
   */
  readonly external?: (location: string) => Uint8Array;
}

/**
 * Reads a model in ONNX's format.
 *
 * Weights stay views of `bytes` where their alignment allows it, so the bytes must
 * not change afterwards. What does not matter for running the model is dropped:
 * documentation, training information, the model's own version and domain. Whether
 * the graph follows ONNX's rules is for `validateGraph` to say.
 *
 * @throws {SyntaxError} If the bytes are no such model; nothing is allocated that is
 * out of proportion to the file.
 * @throws {TypeError} If the model has parts that are not supported; the message
 * names the first.
 */
export function readModel(
  bytes: Uint8Array,
  options: ReadModelOptions = {},
): Model {
  const place = new Place(options.name ?? "model.onnx");
  refuseOthers(bytes, place);
  checkWire(bytes, { schema: ModelProtoSchema, place });
  const proto = fromBinary(ModelProtoSchema, plain(bytes), {
    readUnknownFields: false,
  });
  if (proto.graph === undefined) {
    throw place.flaw("it holds no graph: name an ONNX model");
  }
  if (proto.functions.length > 0) {
    throw place.in(`function ${quoted(proto.functions[0]!.name)}`).unsupported(
      `functions of a model's own are not supported: inline them with "onnx.inliner.inline_local_functions"`,
    );
  }
  return {
    graph: readGraph(proto.graph, {
      place,
      files: new ExternalFiles(options.external),
    }),
    irVersion: readVersion(proto.irVersion, place),
    opsets: readOpsets(proto, place),
    producer: [proto.producerName, proto.producerVersion]
      .filter((text) => text !== "").join(" "),
    metadata: new Map(
      proto.metadataProps.map(({ key, value }) => [key, value]),
    ),
  };
}

/** Says plainly what a file is that people take for a model. */
function refuseOthers(bytes: Uint8Array, place: Place): void {
  if (bytes.length === 0) {
    throw place.flaw("it is empty: fetch or export it again");
  }
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 64));
  if (head.startsWith("version https://git-lfs")) {
    throw place.flaw(
      'it is a pointer of Git LFS, not the model: run "git lfs pull"',
    );
  }
  if (head.slice(4, 8) === "ORTM") {
    throw place.unsupported(
      "it is in ONNX Runtime's own format: supply the ONNX model that it was made from",
    );
  }
  if (head.startsWith("PK\x03\x04")) {
    throw place.flaw(
      "it is a ZIP archive, such as PyTorch's: export the network to ONNX first",
    );
  }
}

function readOpsets(proto: ModelProto, place: Place): Map<string, number> {
  const opsets = new Map<string, number>();
  for (const { domain: written, version } of proto.opsetImport) {
    const domain = readDomain(written);
    const number = readVersion(version, place);
    if ((opsets.get(domain) ?? number) !== number) {
      throw place.flaw(
        `the domain ${
          quoted(domain)
        } has two operator set versions: export the model again`,
      );
    }
    opsets.set(domain, number);
  }
  // Before operator sets were named there was only the first.
  if (opsets.size === 0) opsets.set("", 1);
  return opsets;
}

function readVersion(version: bigint, place: Place): number {
  if (version < 0n || version > Number.MAX_SAFE_INTEGER) {
    throw place.flaw(`there is no version ${version}: export the model again`);
  }
  return Number(version);
}
