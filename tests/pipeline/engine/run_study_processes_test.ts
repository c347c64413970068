import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { ToyProcess } from "../../support/toy_process.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

const FILES = {
  // Waits until it is let through a gate: a file in a folder that is mounted.
  "gated.ts": `
export async function run(io) {
  for (;;) {
    const names = Array.from(Deno.readDirSync(io.input("gate")), ({ name }) => name);
    if (names.includes("open")) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Deno.writeTextFile(io.output("out"), "through the gate");
}
`,
  "many.ts": `
export async function run(io) {
  for (let i = 0; i < 200; i++) {
    await Deno.writeTextFile(io.output("out") + "/" + String(i).padStart(5, "0"), "part " + i);
  }
}
`,
};

let template: ToyProject;

Deno.test.beforeAll(async () => {
  template = await ToyProject.create(FILES);
  await template.bundle("gated", "many");
});
Deno.test.afterAll(() => template[Symbol.asyncDispose]());

interface Gate {
  readonly mounts: { readonly gate: string };
  open(): Promise<void>;
}

async function gateOf(project: ToyProject): Promise<Gate> {
  const gate = join(project.folder, "gate");
  await Deno.mkdir(gate);
  return {
    mounts: { gate },
    open: () => Deno.writeTextFile(join(gate, "open"), ""),
  };
}

function gated(project: ToyProject, params: object = {}): StudyNode[] {
  return [toyNode(project.stage("gated", { mounts: ["gate"] }), { params })];
}

Deno.test("runStudy() of two processes executes an action that both want once", async () => {
  await using project = await template.fork();
  const { mounts, open } = await gateOf(project);
  const nodes = gated(project);
  const one = new ToyProcess(project, nodes, mounts);
  await one.event("action-started");
  const two = new ToyProcess(project, nodes, mounts);
  await two.event("waiting");
  await open();
  assert.deepEqual(await one.end(), { executed: 1, reused: 0 });
  assert.deepEqual(await two.end(), { executed: 0, reused: 1 });
});

Deno.test("runStudy() goes on at once where a process was killed that was at the same action", async () => {
  await using project = await template.fork();
  const { mounts, open } = await gateOf(project);
  const nodes = gated(project);
  const one = new ToyProcess(project, nodes, mounts);
  await one.event("action-started");
  const two = new ToyProcess(project, nodes, mounts);
  await two.event("waiting");
  await one.kill();
  await two.event("action-started");
  await open();
  assert.deepEqual(await two.end(), { executed: 1, reused: 0 });
});

Deno.test("runStudy() of two processes keeps one blob for two actions that yield the same bytes", async () => {
  await using project = await template.fork();
  const { mounts, open } = await gateOf(project);
  const one = new ToyProcess(project, gated(project, { a: 1 }), mounts);
  const two = new ToyProcess(project, gated(project, { a: 2 }), mounts);
  await Promise.all([
    one.event("action-started"),
    two.event("action-started"),
  ]);
  await open();
  assert.deepEqual(await one.end(), { executed: 1, reused: 0 });
  assert.deepEqual(await two.end(), { executed: 1, reused: 0 });
  const [a, b] = [{ a: 1 }, { a: 2 }].map((params) => gated(project, params));
  const [first, second] = [await project.run(a!), await project.run(b!)];
  assert.deepEqual([...first.executed, ...second.executed], []);
  assert.deepEqual(
    project.blobs(first, "gated"),
    project.blobs(second, "gated"),
  );
  assert.deepEqual(await project.text(first, "gated"), ["through the gate"]);
});

Deno.test("runStudy() that is interrupted does not wait for another process", async () => {
  await using project = await template.fork();
  const { mounts, open } = await gateOf(project);
  const nodes = gated(project);
  const other = new ToyProcess(project, nodes, mounts);
  await other.event("action-started");
  const interrupt = new AbortController();
  const waiting = project.run(nodes, {
    mounts,
    signal: interrupt.signal,
    onEvent: ({ type }) => {
      if (type === "waiting") interrupt.abort();
    },
  });
  await assert.rejects(waiting, { name: "AbortError" });
  await open();
  assert.deepEqual(await other.end(), { executed: 1, reused: 0 });
});

Deno.test(
  "runStudy() serves all parts of a result or none after its process was killed",
  { timeout: 60_000 },
  async () => {
    await using project = await template.fork();
    const parts = Array.from({ length: 200 }, (_, i) => `part ${i}`);
    const node = (seed: number): StudyNode[] => [
      toyNode(
        project.stage("many", {
          outputs: { out: { file: "parts", partitioned: true } },
        }),
        { params: { seed } },
      ),
    ];
    let seed = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 120 }), async (delay) => {
        const nodes = node(seed++);
        const killed = new ToyProcess(project, nodes);
        await killed.event("action-started");
        // Not to wait for something, but to hit any moment of the work.
        await new Promise((resolve) => setTimeout(resolve, delay));
        await killed.kill();
        const run = await project.run(nodes);
        assert.deepEqual(run.failures, {});
        assert.deepEqual(await project.text(run, "many"), parts);
      }),
      { seed: 17, numRuns: 8 },
    );
    // A stage may outlive its killed process for a moment; then all traces are removed.
    const tmp = join(project.storePath, "tmp");
    while ((await Array.fromAsync(Deno.readDir(tmp))).length > 0) {
      const store = await project.openStore();
      await store.temporaryFolder();
      await store.close();
    }
  },
);
