import assert from "node:assert/strict";
import { join } from "node:path";
import { wasmFacts } from "../../../models/runtime/facts_of.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import type { DeviceFacts } from "../../../models/runtime/device_facts.ts";
import { TRUSTED_RUNTIME } from "../../../pipeline/stages/networks/trusted_runtime.ts";
import { validateStage } from "../../../pipeline/engine/validate_stage.ts";
import { run as runFolded } from "../../../pipeline/stages/folded_parity_run.ts";
import { foldedParity, parity } from "../../../pipeline/stages/parity.ts";
import { run } from "../../../pipeline/stages/parity_run.ts";
import { sessionAssets } from "../../../pipeline/stages/networks/session_assets.ts";
import {
  assetPaths,
  type Files,
  PIXELS,
  rewritten,
  shardFiles,
  SIX,
} from "../../support/network_place.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { smallNet, type SmallNetOptions } from "../../support/small_net.ts";
import { stageIO } from "../../support/stage_io.ts";
import { DIAGNOSES, twoHeadedNet } from "../../support/two_headed_net.ts";
import { withFolder } from "../../support/temporary_folder.ts";

interface Verdict {
  readonly verdict: string;
  readonly parity: {
    images: string[];
    disagreements: { output: string; error: number; tolerance: number }[];
    device: DeviceFacts;
  };
}

interface Compared {
  /** The images of each shard. */
  readonly shards: readonly (readonly string[])[];
  readonly net?: SmallNetOptions;
  /** The network that WebAssembly runs, if it is another. */
  readonly reference?: SmallNetOptions;
  readonly facts?: DeviceFacts;
}

/** Compares a device with WebAssembly; that device is WebAssembly too unless said. */
async function compared(
  { shards, net = {}, reference, facts = wasmFacts() }: Compared,
): Promise<Verdict> {
  return await withFolder(async (folder) => {
    const made = async (name: string, net: SmallNetOptions): Promise<Files> =>
      await rewritten(join(folder, name), {
        model: smallNet({ head: SIX, size: PIXELS, ...net }),
        sidecar: { preprocess: "imagenet" },
        params: { device: facts.provider === "webgpu" ? "webgpu" : "wasm" },
      });
    const { model, card } = await made("checked", net);
    const parts = await Promise.all(
      shards.map((images, i) => shardFiles(join(folder, `${i}`), { images })),
    );
    const device = facts.provider === "webgpu" ? "webgpu" : "wasm";
    const io = stageIO(folder, {
      params: { images: 2, tolerance: 1e-4, facts },
      inputs: {
        model: model!,
        card: card!,
        ...(reference &&
          { reference: (await made("trusted", reference)).model! }),
        pixels: parts.map(({ pixels }) => pixels!),
        ids: parts.map(({ ids }) => ids!),
        ...assetPaths(sessionAssets(device)),
        ...assetPaths(sessionAssets("wasm", TRUSTED_RUNTIME)),
      },
      outputs: outputsOf(parity),
    });
    await run(io);
    return {
      verdict: await Deno.readTextFile(io.output("verdict")),
      parity: await readJson(io.output("parity")),
    };
  });
}

Deno.test("parity compares the first pictures of the first shard that has some", async () => {
  const { parity } = await compared({ shards: [[], ["a", "b", "c"], ["d"]] });
  assert.deepEqual(parity.images, ["a", "b"]);
  assert.deepEqual(parity.disagreements, [
    { output: "scores", error: 0, tolerance: 1e-4 },
    { output: "cam", error: 0, tolerance: 1e-4 },
  ]);
  assert.deepEqual(parity.device, wasmFacts());
});

Deno.test("parity says the same of every pass, so that a new picture changes nothing behind it", async () => {
  const one = await compared({ shards: [["a", "b"]] });
  const other = await compared({ shards: [["b"]], net: { batch: 1 } });
  assert.equal(one.verdict, other.verdict);
  assert.equal((await compared({ shards: [[], []] })).verdict, one.verdict);
});

Deno.test("parity fails where scores or maps disagree", async () => {
  const head = SIX.map((row, k) =>
    k === 2 ? [row[0]! + 0.01, ...row.slice(1)] : row
  );
  await assert.rejects(
    compared({ shards: [["a"]], reference: { head } }),
    { name: "RangeError", message: /output "scores" of wasm disagrees by/ },
  );
});

Deno.test("foldedParity compares a fold's second head too", async () => {
  validateStage(foldedParity);
  assert.deepEqual(foldedParity.shardBy, Object.keys(foldedParity.inputs));
  await withFolder(async (folder) => {
    const made = async (second?: readonly number[]): Promise<Files> =>
      await rewritten(join(folder, `${second}`), {
        model: twoHeadedNet({
          head: SIX,
          size: PIXELS,
          ...(second && { second }),
        }),
        sidecar: {
          preprocess: "imagenet",
          scores: "scores",
          diagnoses: DIAGNOSES,
        },
        params: { diagnoses: DIAGNOSES.labels },
      });
    const { model, card } = await made();
    const shard = await shardFiles(join(folder, "fold"), { images: ["a"] });
    const compare = async (reference: string): Promise<Verdict["parity"]> => {
      const io = stageIO(folder, {
        params: { images: 2, tolerance: 1e-4, facts: wasmFacts() },
        inputs: {
          model: model!,
          card: card!,
          reference,
          ...shard,
          ...assetPaths(sessionAssets("wasm")),
          ...assetPaths(sessionAssets("wasm", TRUSTED_RUNTIME)),
        },
        outputs: outputsOf(foldedParity),
      });
      await runFolded(io);
      return await readJson(io.output("parity"));
    };
    const { images, disagreements } = await compare(model!);
    assert.deepEqual(images, ["a"]);
    assert.deepEqual(
      disagreements.map(({ output, error }) => [output, error]),
      [["scores", 0], ["cam", 0], ["dx", 0]],
    );
    const other = await made([1, -2, 0.5, 0.25, 3, 1.1]);
    await assert.rejects(compare(other.model!), {
      name: "RangeError",
      message: /output "dx" of wasm disagrees by/,
    });
  });
});

Deno.test("parity passes a network whose maps are zero throughout", async () => {
  const head = SIX.map((row) => [0, 0, 0, 0, row[4]!]);
  const { parity } = await compared({ shards: [["a"]], net: { head } });
  assert.equal(parity.disagreements[1]!.error, 0);
});

Deno.test("parity ends where another device computes than was taken", async () => {
  const facts = { ...wasmFacts(), runtime: "onnxruntime-web 1.0.0" };
  await assert.rejects(compared({ shards: [["a"]], facts }), {
    name: "RangeError",
    message: /those of wasm \(onnxruntime-web 1\.0\.0, threads: 1\), and wasm/,
  });
});

Deno.test(
  "parity compares WebGPU with WebAssembly in one process",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const facts = await withFolder(async (folder) => {
      const { model } = await rewritten(folder, {
        model: smallNet({ head: SIX, size: PIXELS }),
        sidecar: { preprocess: "imagenet" },
        params: { device: "webgpu" },
      });
      const bytes = await Deno.readFile(model!);
      const session = await openSession(bytes, { device: "webgpu" });
      await session.close();
      return session.facts;
    });
    const { parity } = await compared({ shards: [["a", "b"]], facts });
    assert.equal(parity.device.provider, "webgpu");
    for (const { error } of parity.disagreements) assert.ok(error < 1e-5);
  },
);
