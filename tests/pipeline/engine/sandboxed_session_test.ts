import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeModel } from "../../../models/onnx/write_model.ts";
import type { Device } from "../../../models/runtime/device.ts";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { oneNodeModel } from "../../support/one_node_model.ts";
import { floats } from "../../support/tensors.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

/** The runtime's files, by device: the ends of their names. */
const SUFFIX: Readonly<Record<string, string>> = {
  wasm: "",
  webgpu: ".asyncify",
};

let project: ToyProject;

Deno.test.beforeAll(async () => {
  project = await ToyProject.ofThis();
  const model = oneNodeModel("Relu", { feeds: { x: floats([3], [0, 0, 0]) } });
  await Deno.writeFile(join(project.root, "model.onnx"), writeModel(model));
});
Deno.test.afterAll(() => project[Symbol.asyncDispose]());

function session(device: Device, threads = 1): StudyNode {
  const entry = new URL("../../support/session_stage_run.ts", import.meta.url);
  const packed = dirname(
    createRequire(import.meta.url).resolve("onnxruntime-web"),
  );
  const asset = (end: string): URL =>
    pathToFileURL(
      join(packed, `ort-wasm-simd-threaded${SUFFIX[device]}.${end}`),
    );
  const stage = project.stage("session", {
    entry,
    numeric: true,
    inputs: { model: {} },
    assets: { "ort.mjs": asset("mjs"), "ort.wasm": asset("wasm") },
  });
  return toyNode(stage, {
    params: { device, threads },
    device: { provider: device, threads },
    inputs: {
      model: { file: pathToFileURL(join(project.root, "model.onnx")) },
    },
  });
}

function test(device: Device, options: { ignore?: boolean } = {}): void {
  Deno.test(
    `runSandboxed() runs a model on ${device}, the same each time`,
    options,
    async () => {
      if (device === "webgpu") await adapterIsThere();
      const first = await project.run([session(device)]);
      assert.deepEqual(first.failures, {});
      assert.deepEqual(await project.text(first, "session"), ["[0,2,0.5]"]);
      const outcome = first.outcomes.get("session");
      assert.ok(outcome?.state === "done");
      // Neither the runtime nor the graphics driver has anything to complain of.
      assert.deepEqual(outcome.actions[0]!.result.log, []);
      const again = await project.run([
        { ...session(device), params: { device, threads: 1, again: true } },
      ]);
      assert.deepEqual(again.executed, ["session"]);
      assert.deepEqual(
        project.blobs(again, "session"),
        project.blobs(first, "session"),
      );
    },
  );
}

test("wasm");
test("webgpu", needsWebgpu());

Deno.test("runSandboxed() refuses a model more threads than one, which ask for the environment", async () => {
  const { failures } = await project.run([session("wasm", 2)]);
  assert.equal(
    failures["session"],
    'Stage "session" touched what it was not given: env',
  );
});
