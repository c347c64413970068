/**
 * Builds DermX of full size from files of `torch.save` and compares its scores and maps
 * with PyTorch's: `dermx_torch.py --full` writes both into a folder. Prints a table, and
 * exits with 1 if an error is above 1e-4.
 *
 * An error is ‖found − reference‖ / ‖reference‖ in float64, the largest of all images;
 * of maps, the largest of all images and characteristics. Maps as they are shown, from
 * 0 to 1, have the largest difference of a place.
 *
 * ```sh
 * /usr/bin/python3 tests/oracle/dermx_torch.py --full DIR
 * deno run --allow-read --allow-env tests/oracle/dermx_parity.ts DIR [wasm|webgpu] [NETWORK]
 * ```
 */
import { join } from "node:path";
import { readNpy } from "../../data/npy.ts";
import { dermxModel } from "../../models/architectures/torch/dermx_model.ts";
import { Checkpoint } from "../../models/checkpoints/checkpoint.ts";
import { FileAccess } from "../../models/checkpoints/file_access.ts";
import { maskAbsent } from "../../models/maps/mask_absent.ts";
import { normaliseMap } from "../../models/maps/normalise_map.ts";
import { gradCamModel } from "../../models/onnx/grad_cam/grad_cam_model.ts";
import { openSession } from "../../models/runtime/open_session.ts";
import { prepareModel } from "../../models/runtime/prepare_model.ts";
import { relativeError } from "../support/relative_error.ts";

const BOUND = 1e-4;
const NETWORKS = ["efficientnet_b2", "resnet50"];

const [folder = ".", on, only] = Deno.args;
const device = on === "webgpu" ? "webgpu" : "wasm";

await say(
  "| backbone | entries | dx | cx | maps | maps as shown | building | rewriting | opening | two images | memory |",
);
await say(
  "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
);
let worst = 0;
for (const name of NETWORKS) {
  if (only === undefined || only === name) await check(name);
}
Deno.exit(worst <= BOUND ? 0 : 1);

async function check(name: string): Promise<void> {
  const times: string[] = [];
  let start = performance.now();
  const lap = (): void => {
    const now = performance.now();
    times.push(`${((now - start) / 1000).toFixed(2)} s`);
    start = now;
  };
  using file = FileAccess.open(join(folder, `${name}.pt`));
  const checkpoint = Checkpoint.open(file);
  const { model, backbone, layer } = dermxModel(checkpoint);
  lap();
  const explained = gradCamModel(model, { layer, logits: "cx" });
  const { bytes } = prepareModel(explained.model, device);
  lap();
  const session = await openSession(bytes, { device });
  lap();
  const input = await readNpy(join(folder, `${name}.input.npy`));
  start = performance.now();
  const outputs = await session.run({
    image: {
      type: "float32",
      dims: input.shape,
      data: Float32Array.from(input.data),
    },
  });
  lap();
  await session.close();
  const memory = Deno.memoryUsage().rss / 2 ** 20;

  const found = (output: string): Float32Array =>
    outputs[output]!.data as Float32Array;
  const [dx, cx, cam] = [found("dx"), found("cx"), found(explained.cam)];
  const places = cam.length / cx.length;
  const shown = [...cx].flatMap((logit, i) => {
    const map = cam.subarray(i * places, (i + 1) * places);
    return [...maskAbsent(normaliseMap(map, "min-max"), logit)];
  });
  const errors = [
    largest(dx, await reference(name, "dx"), 6),
    largest(cx, await reference(name, "cx"), 10),
    largest(cam, await reference(name, "cam"), places),
  ];
  const reached = await reference(name, "shown");
  const apart = shown.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - reached[i]!)),
    0,
  );
  const isAll = shown.length === reached.length && backbone === name;
  worst = Math.max(worst, ...errors, apart, isAll ? 0 : Infinity);
  const cells = [
    backbone,
    checkpoint.entries.size,
    ...[...errors, apart].map((error) => error.toExponential(1)),
    ...times,
    `${memory.toFixed(0)} MB`,
  ];
  await say(`| ${cells.join(" | ")} |`);
}

async function reference(name: string, part: string): Promise<Float64Array> {
  const { data } = await readNpy(join(folder, `${name}.${part}.npy`));
  return Float64Array.from(data);
}

/** The largest error of all rows of a length. */
function largest(
  found: Float32Array,
  reference: Float64Array,
  length: number,
): number {
  if (found.length !== reference.length) return Infinity;
  let most = 0;
  for (let at = 0; at < found.length; at += length) {
    const row = [at, at + length] as const;
    most = Math.max(
      most,
      relativeError(found.subarray(...row), reference.subarray(...row)),
    );
  }
  return most;
}

async function say(line: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`${line}\n`));
}
