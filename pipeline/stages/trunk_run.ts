import { writeJson } from "../../data/write_json.ts";
import {
  SAMPLE_SIZE,
  sampleTrunk,
} from "../../models/architectures/sample/sample_trunk.ts";
import { inferShapes } from "../../models/onnx/infer_shapes.ts";
import { validateGraph } from "../../models/onnx/validate_graph.ts";
import { writeModel } from "../../models/onnx/write_model.ts";
import type { StageIO } from "../engine/stage.ts";
import type { InputFormat } from "./networks/input_format.ts";
import type { Sidecar } from "./networks/sidecar.ts";
import type { TrunkParams } from "./trunk.ts";

/** Builds the bank, checks it as any model that a user brings, and writes it. */
export async function run(io: StageIO<TrunkParams>): Promise<void> {
  const { architecture } = io.params;
  const model = sampleTrunk(architecture);
  validateGraph(model, { name: architecture });
  inferShapes(model);
  await Deno.writeFile(io.output("model"), writeModel(model));
  const format: InputFormat = { size: SAMPLE_SIZE, resize: "bilinear" };
  await writeJson(io.output("input"), format);
  const card: Sidecar = {
    preprocess: "none",
    ...format,
    layer: "maps",
    provenance: "a bank of fixed filters, made for generated pictures",
  };
  await writeJson(io.output("card"), card);
}
