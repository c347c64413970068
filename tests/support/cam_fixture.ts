import type { Model } from "../../models/onnx/graph.ts";
import { readModel } from "../../models/onnx/read_model.ts";
import { prepareModel } from "../../models/runtime/prepare_model.ts";
import { openSession } from "../../models/runtime/open_session.ts";
import type { TensorLike } from "../../models/runtime/session.ts";

/** A tensor of floats. */
export type Floats = Extract<TensorLike, { type: "float32" }>;

/** A small network with scores and maps by PyTorch, for three images. */
export interface CamFixture {
  readonly model: Model;
  readonly input: Floats;
  readonly scores: Floats;
  /** The maps of all classes for the tensors named "late" and "early". */
  readonly maps: Readonly<Record<"late" | "early", Floats>>;
  /** The relative error that PyTorch itself makes in float32, for each of these. */
  readonly float32: Readonly<Record<"scores" | "late" | "early", number>>;
}

/** Networks that are stored, by name. */
export const CAM_FIXTURES = [
  "before_norm",
  "convnext",
  "densenet",
  "efficientnet",
  "flattened",
  "inception",
  "mobilenet_v3",
  "resnet",
  "shufflenet",
  "squeezenet",
  "vgg",
] as const;

/** Reads one of {@link CAM_FIXTURES}. */
export async function camFixture(name: string): Promise<CamFixture> {
  const folder = "../models/onnx/grad_cam/fixtures/";
  const file = new URL(`${folder}${name}.json`, import.meta.url);
  const stored = JSON.parse(await Deno.readTextFile(file));
  const [scores, late, early] = stored.float32;
  return {
    model: readModel(Uint8Array.fromBase64(stored.model), { name }),
    input: unpacked(stored.input),
    scores: unpacked(stored.scores),
    maps: { late: unpacked(stored.late), early: unpacked(stored.early) },
    float32: { scores, late, early },
  };
}

/** Runs a model with one input. */
export async function runModel(
  model: Model,
  input: Floats,
  device: "wasm" | "webgpu" = "wasm",
): Promise<Record<string, TensorLike>> {
  const { bytes } = prepareModel(model, device);
  const session = await openSession(bytes, { device });
  const [name = ""] = session.inputs;
  const outputs = await session.run({ [name]: input });
  await session.close();
  return outputs;
}

function unpacked(
  { shape, data }: { readonly shape: number[]; readonly data: string },
): Floats {
  const bytes = Uint8Array.fromBase64(data);
  return { type: "float32", dims: shape, data: new Float32Array(bytes.buffer) };
}
