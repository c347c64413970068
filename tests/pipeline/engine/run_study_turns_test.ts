import assert from "node:assert/strict";
import { join } from "node:path";
import { encodeResult } from "../../../pipeline/engine/action_result.ts";
import type { Source, StudyNode } from "../../../pipeline/engine/study.ts";
import { Tokens } from "../../../pipeline/engine/tokens.ts";
import { toyNode, ToyProject, type ToyRun } from "../../support/toy_project.ts";

const FILES = {
  "work.ts": `
export async function run(io) {
  if (io.params.broken) throw new Error("broken");
  await Deno.writeTextFile(io.output("out"), JSON.stringify(io.params));
}
`,
  "parts.ts": `
export async function run(io) {
  for (const i of [0, 1, 2]) {
    await Deno.writeTextFile(io.output("parts") + "/" + i, io.params.salt + i);
  }
}
`,
};

let template: ToyProject;

Deno.test.beforeAll(async () => {
  template = await ToyProject.create(FILES);
  await template.bundle("work", "parts");
});
Deno.test.afterAll(() => template[Symbol.asyncDispose]());

/** The core of {@link ONE_CORE} is what all actions wait for. */
const ONE_CORE = { cpu: 1, memoryMiB: 4096 };

/** Runs on one core; gives the actions in the order in which they were started. */
async function started(
  project: ToyProject,
  nodes: readonly StudyNode[],
): Promise<{ run: ToyRun; order: string[] }> {
  const run = await project.run(nodes, { tokens: new Tokens(ONE_CORE) });
  const order = run.events.flatMap((event) =>
    event.type === "action-started"
      ? [event.shard ? `${event.node}#${event.shard.index}` : event.node]
      : []
  );
  return { run, order };
}

/** A node that reads from others. */
function work(
  project: ToyProject,
  id: string,
  { from = [], params = {}, file }: {
    readonly from?: readonly string[];
    readonly params?: object;
    readonly file?: URL;
  } = {},
): StudyNode {
  const inputs: Record<string, Source> = Object.fromEntries(
    from.map((node) => [node, { node, port: "out" }]),
  );
  // Last: it is wanted when all others are there.
  if (file !== undefined) inputs["file"] = { file };
  const ports = Object.keys(inputs).map((port) => [port, {}]);
  const stage = project.stage("work", { inputs: Object.fromEntries(ports) });
  return toyNode(stage, { id, inputs, params: { id, ...params } });
}

Deno.test("runStudy() starts what the rest of the graph waits for before what nobody waits for", async () => {
  await using project = await template.fork();
  const file = await project.write("file.txt", "content");
  const { order } = await started(project, [
    work(project, "head"),
    work(project, "leaf1", { from: ["head"] }),
    work(project, "leaf2", { from: ["head"] }),
    work(project, "short1", { from: ["head"] }),
    work(project, "short2", { from: ["short1"] }),
    work(project, "long1", { from: ["head"] }),
    work(project, "long2", { from: ["long1"], file }),
    work(project, "long3", { from: ["long2"] }),
    work(project, "long4", { from: ["long3"] }),
  ]);
  assert.deepEqual(order, [
    "head",
    "long1",
    "long2",
    // Of equal ways from here on.
    ...["short1", "long3"],
    ...["leaf1", "leaf2", "short2", "long4"],
  ]);
});

Deno.test("runStudy() starts each shard of a node in the node's turn", async () => {
  await using project = await template.fork();
  const parts = project.stage("parts", {
    outputs: { parts: { file: "parts", partitioned: true } },
  });
  const each = project.stage("work", {
    inputs: { part: {} },
    shardBy: ["part"],
  });
  const join = project.stage("work", {
    inputs: { all: { partitioned: true } },
  });
  const { order } = await started(project, [
    toyNode(parts, { params: { salt: "a" } }),
    toyNode(parts, { id: "other", params: { salt: "b" } }),
    toyNode(each, {
      id: "leaf",
      inputs: { part: { node: "other", port: "parts" } },
    }),
    toyNode(each, {
      id: "each",
      inputs: { part: { node: "parts", port: "parts" } },
    }),
    toyNode(join, {
      id: "join",
      inputs: { all: { node: "each", port: "out" } },
    }),
  ]);
  assert.deepEqual(order, [
    "parts",
    "other",
    "each#0",
    "each#1",
    "each#2",
    "leaf#0",
    "leaf#1",
    "leaf#2",
    "join",
  ]);
});

Deno.test("runStudy() goes on in turn after a node that failed", async () => {
  await using project = await template.fork();
  const { run, order } = await started(project, [
    work(project, "leaf"),
    work(project, "short1"),
    work(project, "short2", { from: ["short1"] }),
    work(project, "long1", { params: { broken: true } }),
    work(project, "long2", { from: ["long1"] }),
    work(project, "long3", { from: ["long2"] }),
  ]);
  assert.deepEqual(order, ["long1", "short1", "leaf", "short2"]);
  assert.deepEqual(run.failures, { long1: "broken" });
  assert.equal(run.outcomes.get("long3")?.state, "blocked");
});

/** Says of the last run of the nodes that each took so many seconds. */
async function pretend(
  project: ToyProject,
  { outcomes }: ToyRun,
  seconds: Readonly<Record<string, number>>,
): Promise<void> {
  const store = await project.openStore();
  for (const [id, time] of Object.entries(seconds)) {
    const outcome = outcomes.get(id);
    assert.equal(outcome?.state, "done");
    for (const { planned: { key }, result } of outcome.actions) {
      const made = { ...result.made, seconds: time };
      await Deno.writeTextFile(
        join(store.resultPath(key), "result.json"),
        encodeResult(key, { ...result, made }),
      );
    }
  }
  await store.close();
}

Deno.test("runStudy() knows from the last run which way takes longest, and nothing else of it", async () => {
  await using project = await template.fork();
  const study = (version: number): StudyNode[] => [
    work(project, "a1", { params: { version } }),
    work(project, "a2", { params: { version }, from: ["a1"] }),
    work(project, "a3", { params: { version }, from: ["a2"] }),
    work(project, "slow", { params: { version } }),
  ];
  const first = await started(project, study(1));
  assert.deepEqual(first.order, ["a1", "a2", "a3", "slow"]);
  await pretend(project, first.run, { a1: 1, a2: 1, a3: 1, slow: 5 });
  const second = await started(project, study(2));
  assert.deepEqual(second.order, ["slow", "a1", "a2", "a3"]);
  // The times are no part of a key.
  const again = await started(project, study(1));
  assert.deepEqual(again.order, []);
});
