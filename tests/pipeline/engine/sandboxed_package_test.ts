import assert from "node:assert/strict";
import { join } from "node:path";
import { decode } from "fast-png";
import type { PackageGrant } from "../../../pipeline/engine/stage.ts";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

const LIBRARY = "codecs/node/bin/x64-linux.node";
const FFI = { "x86_64-unknown-linux-gnu": LIBRARY };
const GRANT: PackageGrant = { ffi: FFI, env: ["IMAGESCRIPT_WASM_SIMD"] };

let project: ToyProject;

Deno.test.beforeAll(async () => {
  project = await ToyProject.ofThis();
});
Deno.test.afterAll(() => project[Symbol.asyncDispose]());

function figure(
  packages: Readonly<Record<string, PackageGrant>> = { imagescript: GRANT },
  rest: Partial<StudyNode> = {},
): StudyNode {
  const entry = new URL("../../support/figure_stage_run.ts", import.meta.url);
  const outputs = { out: { file: "figure.png" } };
  return toyNode(project.stage("figure", { entry, packages, outputs }), rest);
}

async function failure(
  packages: Record<string, PackageGrant>,
): Promise<string> {
  const { executed, failures } = await project.run([figure(packages)]);
  assert.deepEqual(executed, []);
  return failures["figure"]!;
}

Deno.test("runSandboxed() runs a package with native code with what it is granted, the same each time", async () => {
  const run = await project.run([figure()]);
  assert.deepEqual(run.failures, {});
  const [path] = project.blobs(run, "figure");
  const { data, width, height, channels } = decode(await Deno.readFile(path!));
  assert.deepEqual([width, height, channels], [4, 3, 4]);
  const pixel = (x: number, y: number): number[] => [
    ...data.slice(4 * (4 * y + x), 4 * (4 * y + x) + 3),
  ];
  assert.deepEqual([pixel(0, 0), pixel(3, 0), pixel(0, 2)], [
    [255, 0, 0],
    [255, 0, 0],
    [255, 0, 0],
  ]);
  assert.deepEqual([pixel(1, 1), pixel(3, 2)], [[0, 255, 0], [0, 255, 0]]);
  const again = await project.run([figure(undefined, { params: { b: 1 } })]);
  assert.deepEqual(again.executed, ["figure"]);
  assert.deepEqual(project.blobs(again, "figure"), [path]);
  assert.deepEqual((await project.run([figure()])).executed, []);
});

Deno.test("runSandboxed() refuses a package what it is not granted", async () => {
  assert.match(
    await failure({ imagescript: {} }),
    /touched what it was not given: ffi ".*node_modules\/imagescript\/codecs\/node\/bin\/x64-linux\.node"$/,
  );
  assert.match(
    await failure({ imagescript: { ffi: FFI } }),
    /touched what it was not given: env "IMAGESCRIPT_WASM_SIMD"$/,
  );
});

Deno.test("planActions() keys a package by its release, and names its grants", async () => {
  const { outcomes } = await project.run([figure()]);
  const outcome = outcomes.get("figure");
  assert.ok(outcome?.state === "done");
  const { packages, sandbox } = outcome.actions[0]!.planned.fields;
  const path = join(project.root, "deno.lock");
  const { npm } = JSON.parse(await Deno.readTextFile(path));
  const { integrity } = npm["imagescript@1.3.1"];
  assert.deepEqual(packages, {
    imagescript: { version: "1.3.1", integrity },
  });
  assert.deepEqual(sandbox, {
    mounts: [],
    hosts: [],
    ffi: [`imagescript/${LIBRARY}`],
    env: ["IMAGESCRIPT_WASM_SIMD"],
  });
});

Deno.test("runStudy() executes a stage again whose package has another release", async () => {
  await using fork = await project.fork();
  const path = join(fork.root, "deno.lock");
  const text = await Deno.readTextFile(path);
  const node = figure();
  assert.deepEqual((await fork.run([node])).executed, ["figure"]);
  const digest = /("imagescript@1\.3\.1": \{\s*"integrity": "sha512-)\w/;
  await Deno.writeTextFile(path, text.replace(digest, "$1/"));
  const { events } = await fork.run([node]);
  const started = events.find(({ type }) => type === "action-started");
  assert.ok(started?.type === "action-started");
  assert.deepEqual(
    started.differences.map(({ field }) => field),
    ["packages.imagescript.integrity"],
  );
});

Deno.test("runStudy() says which package is not pinned, or does not stand alone", async () => {
  assert.equal(
    await failure({ imagescript: GRANT, nothing: {} }),
    'Package "nothing" of stage "figure" is not pinned: map it to "npm:nothing@<version>" in the imports of deno.json and run "deno install"',
  );
  assert.match(
    await failure({ imagescript: GRANT, "onnx-buf": {} }),
    /^Package "onnx-buf" of stage "figure" depends on other packages \(@bufbuild\/protobuf\)/,
  );
});

Deno.test("runStudy() takes a stage for unavailable whose package has no library for this machine", async () => {
  const { outcomes, events } = await project.run([
    figure({ imagescript: { ...GRANT, ffi: { "m68k-next": LIBRARY } } }),
  ]);
  assert.deepEqual(outcomes.get("figure"), {
    state: "unavailable",
    missing: "imagescript",
  });
  const event = events.find(({ type }) => type === "node-unavailable");
  assert.ok(event?.type === "node-unavailable");
  assert.equal(
    event.message,
    `Package "imagescript" of stage "figure" has no native library for ${Deno.build.target}: run it on one of m68k-next`,
  );
});
