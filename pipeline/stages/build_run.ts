import { writeJson } from "../../data/write_json.ts";
import { dermxModel } from "../../models/architectures/torch/dermx_model.ts";
import { Checkpoint } from "../../models/checkpoints/checkpoint.ts";
import { FileAccess } from "../../models/checkpoints/file_access.ts";
import { quoted } from "../../models/onnx/quoted.ts";
import { writeModel } from "../../models/onnx/write_model.ts";
import type { StageIO } from "../engine/stage.ts";
import type { BuildParams } from "./build.ts";
import { inputFormatOf } from "./networks/input_format_of.ts";
import type { PictureFormat } from "./networks/picture_format.ts";
import type { Sidecar } from "./networks/sidecar.ts";

/**
 * Builds the network of one fold.
 *
 * @throws {SyntaxError} If the weights are no state dict of PyTorch, or are damaged.
 * @throws {TypeError} If they are not those of DermX.
 */
export async function run(io: StageIO<BuildParams>): Promise<void> {
  const { network } = io.params;
  const path = io.input("weights");
  try {
    await buildNetwork(io, path);
  } catch (error) {
    // The stack keeps the old message, and the log shows it.
    if (error instanceof Error) {
      error.message =
        `The weights of a fold of "${network}", "${path}", cannot be used: ${error.message}`;
    }
    throw error;
  }
}

async function buildNetwork(
  io: StageIO<BuildParams>,
  path: string,
): Promise<void> {
  const { network, labels, diagnoses } = io.params;
  using file = FileAccess.open(path);
  const checkpoint = Checkpoint.open(file);
  const { model, backbone, size, layer } = dermxModel(checkpoint);
  await Deno.writeFile(io.output("model"), writeModel(model));

  const provenance =
    `${network} on ${backbone}, from PyTorch weights of ${checkpoint.entries.size} entries that were saved as ${
      quoted(checkpoint.savedAs)
    }`;
  io.log(provenance);
  // As in the authors' code: pictures are normalised, and then resized.
  const format: PictureFormat = {
    size,
    resize: "torch",
    preprocess: "imagenet",
  };
  const card: Sidecar = {
    ...format,
    labels,
    scores: "cx",
    diagnoses: { output: "dx", labels: diagnoses },
    layer,
    provenance,
  };
  await writeJson(io.output("card"), card);
  await writeJson(io.output("input"), inputFormatOf(format));
}
