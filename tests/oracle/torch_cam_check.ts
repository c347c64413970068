/**
 * Compares maps with those of PyTorch's autograd, for networks that `torch_cam.py`
 * has exported into a folder, and prints a table of relative errors. Exits with 1 if
 * one is beyond its bound: 1e-4, or ten times PyTorch's own error in float32.
 *
 * ```sh
 * /usr/bin/python3 tests/oracle/torch_cam.py --out DIR
 * deno run --allow-read --allow-env tests/oracle/torch_cam_check.ts DIR [wasm|webgpu] [NETWORK ...]
 * ```
 */
import { join } from "node:path";
import { readNpy } from "../../data/npy.ts";
import {
  type GradCamModel,
  gradCamModel,
} from "../../models/onnx/grad_cam/grad_cam_model.ts";
import { readModel } from "../../models/onnx/read_model.ts";
import { openSession } from "../../models/runtime/open_session.ts";
import { prepareModel } from "../../models/runtime/prepare_model.ts";
import { relativeError } from "../support/relative_error.ts";

/** What `torch_cam.py` says of a network. */
interface Facts {
  readonly name: string;
  readonly layers: readonly string[];
  /** PyTorch's own relative errors: of the logits, then of each layer's maps. */
  readonly float32: readonly number[];
}

const TENSORS = ["late", "early"];
/** Networks that have no layer to explain, which the table says. */
const REFUSED = ["swin_t", "vit_b_16"];
const [folder = ".", on, ...wanted] = Deno.args;
const device = on === "webgpu" ? "webgpu" : "wasm";

await say("| network | layer | maps | formula | ours | torch float32 |");
await say("| --- | --- | --- | --- | --- | --- |");
let failures = 0;
for (const facts of await networks()) {
  try {
    await check(facts);
  } catch (error) {
    await say(`| ${facts.name} | | | | ${(error as Error).message} | |`);
    if (!REFUSED.includes(facts.name)) failures++;
  }
}
Deno.exit(failures === 0 ? 0 : 1);

async function networks(): Promise<Facts[]> {
  const all: Facts[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".json")) continue;
    all.push(JSON.parse(await Deno.readTextFile(join(folder, name))));
  }
  return all
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    .sort((a, b) => a.name < b.name ? -1 : 1);
}

async function check({ name, layers, float32 }: Facts): Promise<void> {
  const model = readModel(await Deno.readFile(join(folder, `${name}.onnx`)));
  const own = gradCamModel(model);
  if (own.layer !== TENSORS[0]) {
    throw new Error(`chose ${own.layer} by itself`);
  }
  for (const [index, layer] of layers.entries()) {
    const tensor = TENSORS[index]!;
    const cam = gradCamModel(model, { layer: tensor });
    const errors = await compare(cam, { name, tensor });
    const cells = errors.map((error, i) => {
      const floor = float32[i === 0 ? 0 : index + 1]!;
      const bad = !(error <= Math.max(1e-4, 10 * floor));
      if (bad) failures++;
      return { error: `${error.toExponential(1)}${bad ? " (!)" : ""}`, floor };
    });
    if (index === 0) {
      await say(
        `| ${name} | logits | | | ${cells[0]!.error} | ${
          cells[0]!.floor.toExponential(1)
        } |`,
      );
    }
    await say(
      `| ${name} | ${layer} | ${cam.layerDims.join("×")} | ${cam.formula} | ${
        cells[1]!.error
      } | ${cells[1]!.floor.toExponential(1)} |`,
    );
  }
}

async function compare(
  cam: GradCamModel,
  { name, tensor }: { readonly name: string; readonly tensor: string },
): Promise<[logits: number, maps: number]> {
  const input = await readNpy(join(folder, `${name}.input.npy`));
  const { bytes } = prepareModel(cam.model, device);
  const session = await openSession(bytes, { device });
  const outputs = await session.run({
    [cam.model.graph.inputs[0]!.name]: {
      type: "float32",
      dims: input.shape,
      data: Float32Array.from(input.data),
    },
  });
  await session.close();
  const error = async (output: string, file: string): Promise<number> => {
    const reference = await readNpy(join(folder, `${name}.${file}.npy`));
    return relativeError(
      outputs[output]!.data as Float32Array,
      reference.data as Float64Array,
    );
  };
  return [await error(cam.logits, "logits"), await error(cam.cam, tensor)];
}

async function say(line: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`${line}\n`));
}
