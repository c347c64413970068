import { writeJson } from "../../data/write_json.ts";
import { gradCamModel } from "../../models/onnx/grad_cam/grad_cam_model.ts";
import { LayerError } from "../../models/onnx/grad_cam/layer_error.ts";
import { quoted } from "../../models/onnx/quoted.ts";
import { readModel } from "../../models/onnx/read_model.ts";
import { validateGraph } from "../../models/onnx/validate_graph.ts";
import { prepareModel } from "../../models/runtime/prepare_model.ts";
import type { StageIO } from "../engine/stage.ts";
import { classNames } from "./networks/class_names.ts";
import { diagnosisHeadOf } from "./networks/diagnosis_head_of.ts";
import { inputFormatOf } from "./networks/input_format_of.ts";
import type { ModelCard } from "./networks/model_card.ts";
import { networkInput } from "./networks/network_input.ts";
import { pictureFormat } from "./networks/picture_format.ts";
import { sidecarFacts } from "./networks/sidecar_facts.ts";
import type { RewriteParams } from "./rewrite.ts";

/**
 * Rewrites a network.
 *
 * @throws {SyntaxError} If the model, or what is said beside it, cannot be read.
 * @throws {TypeError} If the model has no maps to give, or only maps of a single place,
 * or nothing says how pictures become its input.
 * @throws {RangeError} If the model does not fit what is said of it.
 */
export async function run(io: StageIO<RewriteParams>): Promise<void> {
  const { id } = io.params;
  try {
    await rewriteNetwork(io);
  } catch (error) {
    // The stack keeps the old message, and the log shows it.
    if (error instanceof LayerError) {
      error.message =
        `Cannot use the network "${id}": ${error.message}; a layer is named as "layer" in "${id}.onnx.json"`;
    } else if (error instanceof Error && !error.message.includes(id)) {
      error.message = `Cannot use the network "${id}": ${error.message}`;
    }
    throw error;
  }
}

async function rewriteNetwork(io: StageIO<RewriteParams>): Promise<void> {
  const { id, device, labels, diagnoses, layer: wanted } = io.params;
  const name = `${id}.onnx`;
  const original = readModel(await Deno.readFile(io.input("model")), { name });
  validateGraph(original, { name });
  const path = io.optionalInput("card");
  const beside = path === undefined
    ? undefined
    : { name: `${name}.json`, text: await Deno.readTextFile(path) };
  const { sidecar } = sidecarFacts(original, { name, beside });
  const input = networkInput(original);
  const format = pictureFormat(input, { id, sidecar });
  const { size, resize, preprocess } = format;

  const layer = wanted ?? sidecar.layer;
  const extents = input.layout === "NCHW" ? [3, ...size] : [...size, 3];
  const batch = input.dims[0];
  const network = gradCamModel(original, {
    inputShape: [batch ?? 1, ...extents],
    classes: "all",
    ...(sidecar.scores !== undefined && { logits: sidecar.scores }),
    ...(layer !== undefined && { layer }),
  });
  const [, rows, columns] = network.layerDims;
  if (rows * columns === 1) {
    const instead = network.candidates.at(-1);
    throw new LayerError(
      `The layer ${
        quoted(network.layer)
      } has a single place: name one with rows and columns${
        instead === undefined ? "" : `, such as ${quoted(instead)}`
      }`,
    );
  }
  const scores = network.model.graph.outputs.find(({ name }) =>
    name === network.logits
  );
  const names = classNames(Number(scores?.dims?.[1]), {
    id,
    expected: labels,
    said: sidecar.labels,
    called: diagnoses === null ? "diagnoses" : "characteristics",
  });
  const second = diagnoses === null ? undefined : diagnosisHeadOf(original, {
    id,
    expected: diagnoses,
    said: sidecar.diagnoses,
    explained: sidecar.scores ?? network.logits,
  });
  const { bytes, rewritten, onCpu } = prepareModel(network.model, device);
  await Deno.writeFile(io.output("model"), bytes);
  const card: ModelCard = {
    id,
    size,
    preprocess,
    resize,
    labels: names,
    layout: input.layout,
    input: input.name,
    batch: batch ?? null,
    logits: network.logits,
    ...(second !== undefined && { diagnoses: second }),
    cam: network.cam,
    layer: network.layer,
    layerDims: network.layerDims,
    formula: network.formula,
    ...(sidecar.provenance !== undefined &&
      { provenance: sidecar.provenance }),
    rewritten,
    onCpu,
  };
  await writeJson(io.output("card"), card);
  await writeJson(io.output("input"), inputFormatOf(format));
}
