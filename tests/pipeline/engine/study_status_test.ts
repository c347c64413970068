import assert from "node:assert/strict";
import { join } from "node:path";
import type { Json } from "../../../pipeline/engine/json.ts";
import { manifest } from "../../../pipeline/engine/manifest.ts";
import {
  type NodeStatus,
  studyStatus,
} from "../../../pipeline/engine/study_status.ts";
import type { Study, StudyNode } from "../../../pipeline/engine/study.ts";
import { toyNode, ToyProject, toyStudy } from "../../support/toy_project.ts";

const FILES = {
  "first.ts":
    `export const run = (io) => Deno.writeTextFile(io.output("out"), "first");`,
  "second.ts":
    `export const run = (io) => Deno.copyFile(io.input("text"), io.output("out"));`,
};

let template: ToyProject;

Deno.test.beforeAll(async () => {
  template = await (await ToyProject.create(FILES)).bundle("first", "second");
});
Deno.test.afterAll(() => template[Symbol.asyncDispose]());

function chain(
  project: ToyProject,
  a: Json = 1,
  b: Json = 1,
  provider = "wasm",
): StudyNode[] {
  return [
    toyNode(project.stage("first"), { params: { a } }),
    toyNode(project.stage("second", { inputs: { text: {} }, numeric: true }), {
      params: { b },
      inputs: { text: { node: "first", port: "out" } },
      device: { provider },
    }),
  ];
}

async function status(
  project: ToyProject,
  nodes: StudyNode[] | Study,
): Promise<NodeStatus[]> {
  const store = await project.openStore();
  try {
    return await studyStatus(toyStudy(nodes), {
      store,
      code: project.code(store),
      folder: project.results,
    });
  } finally {
    await store.close();
  }
}

function states(statuses: readonly NodeStatus[]): string[] {
  return statuses.map(({ state }) => state);
}

Deno.test("studyStatus() says what a run would do, and does nothing of it", async () => {
  await using project = await template.fork();
  const nodes = chain(project);
  assert.deepEqual(states(await status(project, nodes)), [
    "would run",
    "depends",
  ]);
  const run = await project.run(nodes);
  assert.deepEqual(run.executed, ["first", "second"]);
  const [first] = await status(project, nodes);
  assert.ok(first?.state === "would restore");
  assert.deepEqual(first.files, ["artifacts/first/out.txt"]);
  await project.publish(nodes, run);
  assert.deepEqual(states(await status(project, nodes)), ["cached", "cached"]);
  await Deno.remove(join(project.results, "artifacts/second/out.txt"));
  assert.deepEqual(states(await status(project, nodes)), [
    "cached",
    "would restore",
  ]);
});

Deno.test("studyStatus() names what differs from the last run", async () => {
  await using project = await template.fork();
  await project.run(chain(project));
  const [first, second] = await status(project, chain(project, 2));
  assert.ok(first?.state === "would run");
  assert.deepEqual(first.differences, [
    { field: "params.a", before: 1, after: 2 },
  ]);
  assert.equal(first.missing, 1);
  assert.deepEqual(second, {
    node: "second",
    state: "depends",
    on: ["first"],
  });
  const [, changed] = await status(project, chain(project, 1, [1, 2]));
  assert.ok(changed?.state === "would run");
  assert.deepEqual(changed.differences, [
    { field: "params.b", before: 1, after: [1, 2] },
  ]);
});

Deno.test("studyStatus() agrees with the run about numeric stages", async () => {
  await using project = await template.fork();
  const nodes = chain(project);
  const run = await project.run(nodes);
  await project.publish(nodes, run);
  assert.deepEqual(states(await status(project, nodes)), ["cached", "cached"]);
  const [, other] = await status(project, chain(project, 1, 1, "webgpu"));
  assert.ok(other?.state === "would run");
  assert.deepEqual(other.differences, [
    { field: "device.provider", before: "wasm", after: "webgpu" },
  ]);
});

Deno.test("runStudy() says why it executes an action: what differs from the last run", async () => {
  await using project = await template.fork();
  const reasons = async (nodes: StudyNode[] | Study): Promise<string[][]> =>
    (await project.run(nodes)).events.flatMap((event) =>
      event.type === "action-started"
        ? [event.differences.map(({ field }) => field)]
        : []
    );
  assert.deepEqual(await reasons(chain(project)), [[], []]);
  assert.deepEqual(await reasons(chain(project, 1, 2)), [["params.b"]]);
  assert.deepEqual(await reasons(chain(project, 1, 3)), [["params.b"]]);
  const edited = FILES["second.ts"].replace("copyFile", "rename");
  await project.write("second.ts", edited.replace("rename", "link"));
  const { failures } = await project.run(chain(project, 1, 3));
  assert.match(failures["second"]!, /touched/);
  // A failed run is not what the next is compared with.
  await project.write("second.ts", `// Mended.\n${FILES["second.ts"]}`);
  assert.deepEqual(await reasons(chain(project, 1, 4)), [["params.b"]]);
  // A study that never ran has no last run; another's action is no reason.
  const other = { ...toyStudy(chain(project, 1, 5)), id: "other" };
  assert.deepEqual(await reasons(other), [[]]);
});

Deno.test("manifest() records every action of a run", async () => {
  await using project = await template.fork();
  const study = toyStudy(chain(project));
  await project.run(study.nodes, { to: "first" });
  const run = await project.run(study);
  const record = JSON.parse(JSON.stringify(manifest(study, run.outcomes, {
    run: "a run",
    startedAt: "2026-01-01T00:00:00.000Z",
    seconds: 1.5,
    files: [],
  })));
  assert.equal(record.study, "toy");
  assert.equal(record.run, "a run");
  assert.equal(record.runtime.deno, Deno.version.deno);
  const [first, second] = record.nodes;
  assert.equal(first.id, "first");
  assert.equal(first.state, "done");
  assert.equal(first.actions[0].outcome, "reused");
  assert.equal(second.actions[0].outcome, "executed");
  assert.equal(second.actions[0].divergent, false);
  assert.deepEqual(
    [first, second].map(({ actions: [{ device }] }) => device),
    [undefined, { provider: "wasm" }],
  );
  const { digest } = first.actions[0].outputs.out;
  assert.equal(second.actions[0].inputs.text, digest);
  assert.ok(second.actions[0].made.maxRssKiB > 10_000);
  const store = await project.openStore();
  for (const { actions: [action] } of [first, second]) {
    assert.ok(store.readResult(action.key) !== undefined);
  }
  await store.close();
});

Deno.test("manifest() records what failed, was blocked or not to be had", async () => {
  await using project = await template.fork();
  await project.write("first.ts", "export const run = () => { throw 1; };");
  const study = toyStudy(chain(project));
  const { outcomes } = await project.run(study);
  const options = { run: "", startedAt: "", seconds: 0, files: [] };
  const { nodes } = JSON.parse(
    JSON.stringify(manifest(study, outcomes, options)),
  );
  assert.deepEqual(nodes, [
    { id: "first", state: "failed", actions: [] },
    { id: "second", state: "blocked", by: ["first"] },
  ]);
});
