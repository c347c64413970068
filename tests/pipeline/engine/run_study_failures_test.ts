import assert from "node:assert/strict";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

const FILES = {
  // Writes what it reads through its ports, or fails in the way that it is told.
  "worker.ts": `
import { UnavailableError } from "${new URL(
    "../../../pipeline/engine/errors.ts",
    import.meta.url,
  )}";
export async function run(io) {
  const { fail } = io.params;
  if (fail === "unavailable") throw new UnavailableError("release", "There is no release: name one");
  if (fail === "error") throw new Error("broken");
  const read = async (port) => {
    const path = io.optionalInput(port);
    return path === undefined ? "-" : await Deno.readTextFile(path);
  };
  await Deno.writeTextFile(io.output("out"), io.params.name + "(" + await read("needed") + await read("extra") + ")");
}
`,
  "unbuildable.ts":
    `import { nothing } from "./absent.ts"; export const run = nothing;`,
};

let template: ToyProject;

Deno.test.beforeAll(async () => {
  template = await (await ToyProject.create(FILES)).bundle("worker");
});
Deno.test.afterAll(() => template[Symbol.asyncDispose]());

const optional = { optional: true } as const;

function worker(
  project: ToyProject,
  id: string,
  { fail = null as string | null, needed = "", extra = "" } = {},
): StudyNode {
  const inputs = {
    ...(needed && { needed: { node: needed, port: "out" } }),
    ...(extra && { extra: { node: extra, port: "out" } }),
  };
  const stage = project.stage("worker", {
    inputs: { ...(needed && { needed: {} }), extra: optional },
  });
  return toyNode(stage, { id, params: { name: id, fail }, inputs });
}

function states(outcomes: ReadonlyMap<string, { state: string }>): object {
  return Object.fromEntries(
    [...outcomes].map(([id, { state }]) => [id, state]),
  );
}

Deno.test("runStudy() passes on failed, blocked and unavailable, and runs all the rest", async () => {
  await using project = await template.fork();
  const run = await project.run([
    worker(project, "broken", { fail: "error" }),
    worker(project, "missing", { fail: "unavailable" }),
    worker(project, "good"),
    worker(project, "after_broken", { needed: "broken" }),
    worker(project, "far_after_broken", { needed: "after_broken" }),
    worker(project, "after_missing", { needed: "missing" }),
    worker(project, "far_after_missing", { needed: "after_missing" }),
    worker(project, "optional_missing", { needed: "good", extra: "missing" }),
    worker(project, "optional_far", {
      needed: "good",
      extra: "far_after_missing",
    }),
    worker(project, "optional_broken", { needed: "good", extra: "broken" }),
    worker(project, "both", { needed: "missing", extra: "broken" }),
  ]);
  assert.deepEqual(states(run.outcomes), {
    broken: "failed",
    missing: "unavailable",
    good: "done",
    after_broken: "blocked",
    far_after_broken: "blocked",
    after_missing: "unavailable",
    far_after_missing: "unavailable",
    optional_missing: "done",
    optional_far: "done",
    // A failure is a defect to be mended, not a thing to do without.
    optional_broken: "blocked",
    both: "blocked",
  });
  assert.deepEqual(run.executed, ["good", "optional_far", "optional_missing"]);
  assert.deepEqual(run.outcomes.get("far_after_broken"), {
    state: "blocked",
    by: ["after_broken"],
  });
  assert.deepEqual(run.outcomes.get("far_after_missing"), {
    state: "unavailable",
    missing: "release",
  });
  assert.deepEqual(run.failures, { broken: "broken" });
  assert.deepEqual(await project.text(run, "optional_missing"), [
    "optional_missing(good(--)-)",
  ]);
  const told = run.events.flatMap((event) =>
    event.type === "node-unavailable" ? [event.message] : []
  );
  assert.deepEqual(told, ["There is no release: name one", "", ""]);
});

Deno.test("runStudy() runs a node again once its optional input is to be had", async () => {
  await using project = await template.fork();
  const nodes = (fail: string | null): StudyNode[] => [
    worker(project, "images", { fail }),
    worker(project, "report", { extra: "images" }),
  ];
  const without = await project.run(nodes("unavailable"));
  assert.deepEqual(await project.text(without, "report"), ["report(--)"]);
  const with_ = await project.run(nodes(null));
  assert.deepEqual(with_.executed, ["images", "report"]);
  assert.deepEqual(await project.text(with_, "report"), [
    "report(-images(--))",
  ]);
  const again = await project.run(nodes("unavailable"));
  assert.deepEqual(again.executed, []);
  assert.deepEqual(again.reused, ["report"]);
});

Deno.test("runStudy() tries a failed node again in the next run, and nothing else", async () => {
  await using project = await template.fork();
  const nodes = (fail: string | null): StudyNode[] => [
    worker(project, "good"),
    worker(project, "middle", { needed: "good", fail }),
    worker(project, "last", { needed: "middle" }),
  ];
  const first = await project.run(nodes("error"));
  assert.deepEqual(first.executed, ["good"]);
  const second = await project.run(nodes("error"));
  assert.deepEqual(second.executed, []);
  assert.deepEqual(second.failures, { middle: "broken" });
  const third = await project.run(nodes(null));
  assert.deepEqual(third.executed, ["last", "middle"]);
});

Deno.test("runStudy() fails a stage that cannot be bundled, and runs the others", async () => {
  await using project = await template.fork();
  const run = await project.run([
    worker(project, "before"),
    toyNode(project.stage("unbuildable", { inputs: { needed: {} } }), {
      inputs: { needed: { node: "before", port: "out" } },
    }),
    worker(project, "after", { needed: "unbuildable" }),
  ]);
  assert.deepEqual(states(run.outcomes), {
    before: "done",
    unbuildable: "failed",
    after: "blocked",
  });
  assert.match(
    run.failures["unbuildable"]!,
    /^Cannot bundle stage "unbuildable": (.|\n)*absent\.ts/,
  );
});

Deno.test("runStudy() blocks, and does not hang or crash, when a stage cannot be bundled whose input fails", async () => {
  await using project = await template.fork();
  const run = await project.run([
    worker(project, "broken", { fail: "error" }),
    toyNode(project.stage("unbuildable", { inputs: { needed: {} } }), {
      inputs: { needed: { node: "broken", port: "out" } },
    }),
  ]);
  assert.deepEqual(states(run.outcomes), {
    broken: "failed",
    unbuildable: "blocked",
  });
});

Deno.test("runStudy() fails a node whose file is not there", async () => {
  await using project = await template.fork();
  const file = new URL(`file://${project.root}/absent.csv`);
  const node = worker(project, "reader", { needed: "x" });
  const run = await project.run([
    { ...node, inputs: { needed: { file } } },
    worker(project, "good"),
  ]);
  assert.deepEqual(states(run.outcomes), { reader: "failed", good: "done" });
  assert.match(run.failures["reader"]!, /absent\.csv/);
});

Deno.test("runStudy() mends a stage between two runs: the mended code is executed", async () => {
  await using project = await template.fork();
  const nodes = [toyNode(project.stage("unbuildable"))];
  await project.run(nodes);
  await project.write(
    "absent.ts",
    `export const nothing = (io) => Deno.writeTextFile(io.output("out"), "mended");`,
  );
  const run = await project.run(nodes);
  assert.deepEqual(await project.text(run, "unbuildable"), ["mended"]);
});
