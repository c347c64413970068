/**
 * Times Grad-CAM maps of all six classes on each backend beside PyTorch, and what
 * they cost over the plain forward pass; then the memory of 500 images. Exits with 1
 * if a goal is missed; README.md says which.
 *
 * ```sh
 * deno run -A bench/gradcam_bench.ts --pairs 20 --backends wasm1,wasm2,cpu
 * ```
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readNpy } from "../data/npy.ts";
import { gradCamModel } from "../models/onnx/grad_cam/grad_cam_model.ts";
import { readModel } from "../models/onnx/read_model.ts";
import {
  type ChildSession,
  openChildSession,
} from "../models/runtime/child_session.ts";
import type { Device } from "../models/runtime/device.ts";
import { prepareModel } from "../models/runtime/prepare_model.ts";
import type { TensorLike } from "../models/runtime/session.ts";
import { relativeError } from "../tests/support/relative_error.ts";
import { median } from "./sample.ts";
import { type TorchNetwork, TorchPeer } from "./torch_peer/torch_peer.ts";
import { verbMemory } from "./verb_memory.ts";

const NETWORKS: readonly TorchNetwork[] = [
  { name: "resnet50", layer: "layer4", size: [300, 400] },
  { name: "efficientnet_b4", layer: "features", size: [300, 400] },
];

/** Over the plain forward pass, with a linear head; llvmpipe is not held to it. */
const MAX_COST = 1.05;

/** Our maps and PyTorch's, before any time is compared. */
const TOLERANCE = 1e-4;

/** The slowest of all, by far, is timed this often. */
const FULL_ROUNDS = 5;

/** Memory that 500 images more may take: noise of collectors, no growth. */
const MAX_GROWTH = 1.05;

const IMAGES = [300, 800] as const;

interface Backend {
  readonly device: Device;
  readonly threads?: number;
}

const BACKENDS: Readonly<Record<string, Backend>> = {
  wasm1: { device: "wasm", threads: 1 },
  wasm2: { device: "wasm", threads: 2 },
  cpu: { device: "cpu", threads: 2 },
  webgpu: { device: "webgpu" },
};

/** The same network plain and with maps, on one backend. */
interface Contestant {
  readonly name: string;
  readonly plain: ChildSession;
  readonly maps: ChildSession;
  readonly plainSeconds: number[];
  readonly mapSeconds: number[];
}

const { values } = parseArgs({
  args: Deno.args,
  options: {
    pairs: { type: "string", default: "20" },
    backends: { type: "string", default: "wasm1,wasm2,cpu" },
    "torch-threads": { type: "string", default: "0" },
    networks: { type: "string", default: NETWORKS.map((x) => x.name).join() },
    "no-memory": { type: "boolean", default: false },
  },
});
const pairs = Number(values.pairs);
if (!Number.isInteger(pairs) || pairs < 1) {
  throw new RangeError(`Cannot time "${values.pairs}" pairs: give 1 or more`);
}
const [load = 0] = Deno.loadavg();
print(
  `Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores, load ${
    load.toFixed(2)
  }\n`,
);
const missed: string[] = [];
for (const network of NETWORKS) {
  if (!values.networks.split(",").includes(network.name)) continue;
  const folder = await Deno.makeTempDir();
  try {
    await time(network, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
if (!values["no-memory"]) {
  const [few, many] = await verbMemory(IMAGES);
  print(
    `\nmemory of gradcam and its processes: ${few!.toFixed(0)} MB at ${
      IMAGES[0]
    } images, ${many!.toFixed(0)} MB at ${IMAGES[1]}\n`,
  );
  if (many! > few! * MAX_GROWTH) missed.push("memory grows with the images");
}
for (const goal of missed) print(`missed: ${goal}\n`);
Deno.exit(missed.length === 0 ? 0 : 1);

async function time(network: TorchNetwork, folder: string): Promise<void> {
  const torch = await TorchPeer.start(network, {
    folder,
    threads: Number(values["torch-threads"]),
  });
  print(
    `\n${network.name} at 3 x ${network.size.join(" x ")}, ${torch.facts}\n`,
  );
  const contestants = await openAll(folder);
  const forward: number[] = [];
  const late: number[] = [];
  const full: number[] = [];
  const { shape, data } = await readNpy(join(folder, "input.npy"));
  const input = { type: "float32", dims: shape, data } as TensorLike;
  for (let pair = 0; pair < pairs; pair++) {
    for (const { plain, maps, plainSeconds, mapSeconds } of contestants) {
      // Who comes first finds other caches.
      const order = [[plain, plainSeconds], [maps, mapSeconds]] as const;
      for (const [session, seconds] of pair % 2 ? order.toReversed() : order) {
        seconds.push(await timeRun(session, input));
      }
    }
    forward.push(await torch.time("forward"));
    late.push(await torch.time("late"));
    if (pair < FULL_ROUNDS) full.push(await torch.time("full"));
  }
  row("", ["min", "median"]);
  row("torch forward only", seconds(forward));
  row("torch forward + 6 backward to the layer", seconds(late));
  row("torch 6 x (forward + backward)", seconds(full));
  for (const { name, plainSeconds, mapSeconds } of contestants) {
    row(`${name} forward only`, seconds(plainSeconds));
    const cost = Math.min(...mapSeconds) / Math.min(...plainSeconds);
    row(`${name} with maps`, [...seconds(mapSeconds), `x ${cost.toFixed(3)}`]);
    if (cost > MAX_COST && name !== "webgpu") {
      missed.push(`${network.name}: maps on ${name} cost x ${cost.toFixed(3)}`);
    }
    if (name === "cpu" && Math.min(...plainSeconds) > Math.min(...forward)) {
      missed.push(`${network.name}: cpu does not beat PyTorch's forward pass`);
    }
  }
  await torch.close();
  for (const { plain, maps } of contestants) {
    await plain.close();
    await maps.close();
  }
}

/** Opens the backends; one that is not here is left out, and said. */
async function openAll(folder: string): Promise<Contestant[]> {
  const bytes = await Deno.readFile(join(folder, "network.onnx"));
  const model = readModel(bytes);
  const explained = gradCamModel(model);
  const { shape, data } = await readNpy(join(folder, "input.npy"));
  const input = { type: "float32", dims: shape, data } as TensorLike;
  const expected = await readNpy(join(folder, "maps.npy"));
  const contestants: Contestant[] = [];
  for (const name of values.backends.split(",")) {
    const backend = BACKENDS[name];
    if (backend === undefined) throw new RangeError(`No backend "${name}"`);
    const open = (x: typeof model): Promise<ChildSession> =>
      openChildSession(prepareModel(x, backend.device).bytes, backend);
    let plain: ChildSession;
    try {
      plain = await open(model);
    } catch (error) {
      print(`${name}: left out, ${(error as Error).message}\n`);
      continue;
    }
    const maps = await open(explained.model);
    await plain.run({ input });
    const found = (await maps.run({ input }))[explained.cam]!;
    const error = relativeError(found.data as Float32Array, expected.data);
    print(`${name}: maps differ from PyTorch's by ${error.toPrecision(2)}\n`);
    if (!(error <= TOLERANCE)) {
      missed.push(`${name}: its maps are not PyTorch's`);
    }
    contestants.push({ name, plain, maps, plainSeconds: [], mapSeconds: [] });
  }
  return contestants;
}

async function timeRun(
  session: ChildSession,
  input: TensorLike,
): Promise<number> {
  const started = performance.now();
  await session.run({ input });
  return (performance.now() - started) / 1000;
}

function seconds(times: readonly number[]): string[] {
  return [Math.min(...times), median(times)].map((x) => `${x.toFixed(3)} s`);
}

function row(name: string, cells: readonly string[]): void {
  print(`${name.padEnd(42)}${cells.map((x) => x.padStart(10)).join("")}\n`);
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
