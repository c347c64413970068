import assert from "node:assert/strict";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { Tokens } from "../../../pipeline/engine/tokens.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

const FILES = {
  // Writes each letter of a text as a part.
  "cut.ts": `
export async function run(io) {
  for (const [i, letter] of [...io.params.text].entries()) {
    await Deno.writeTextFile(io.output("parts") + "/" + String(i).padStart(3, "0"), letter);
  }
}
`,
  "each.ts": `
import { UnavailableError } from "${new URL(
    "../../../pipeline/engine/errors.ts",
    import.meta.url,
  )}";
export async function run(io) {
  const read = (port) => Deno.readTextFile(io.input(port));
  const letter = await read("letter");
  if (letter === "Q" && !io.optionalInput("tools")) throw new Error("cannot do Q");
  if (letter === "?") throw new UnavailableError("sense", "Nobody knows");
  const other = io.optionalInput("other") ? await read("other") : "";
  await Deno.writeTextFile(io.output("out"), letter.toUpperCase() + other);
}
`,
  "gather.ts": `
export async function run(io) {
  const texts = await Promise.all(io.parts("letters").map((path) => Deno.readTextFile(path)));
  await Deno.writeTextFile(io.output("out"), texts.join(","));
}
`,
};

let template: ToyProject;

Deno.test.beforeAll(async () => {
  template = await ToyProject.create(FILES);
  await template.bundle("cut", "each", "gather");
});
Deno.test.afterAll(() => template[Symbol.asyncDispose]());

function graph(
  project: ToyProject,
  text: string,
  { other = "" } = {},
): StudyNode[] {
  const parts = {
    outputs: { parts: { file: "parts", partitioned: true } },
  } as const;
  const cut = project.stage("cut", parts);
  const each = project.stage("each", {
    inputs: { letter: {}, ...(other && { other: {} }) },
    // What a mount holds is no part of the key: it stands for a machine that fails.
    mounts: ["tools"],
    shardBy: ["letter", ...(other ? ["other"] : [])],
  });
  const gather = project.stage("gather", {
    inputs: { letters: { partitioned: true } },
  });
  return [
    toyNode(cut, { params: { text } }),
    ...(other
      ? [toyNode(cut, { id: "cut_other", params: { text: other } })]
      : []),
    toyNode(each, {
      inputs: {
        letter: { node: "cut", port: "parts" },
        ...(other && { other: { node: "cut_other", port: "parts" } }),
      },
    }),
    toyNode(gather, { inputs: { letters: { node: "each", port: "out" } } }),
  ];
}

Deno.test("runStudy() executes a sharded stage once a part, and joins the parts in order", async () => {
  await using project = await template.fork();
  const run = await project.run(graph(project, "abc"));
  assert.deepEqual(run.executed, [
    "cut",
    "each#0",
    "each#1",
    "each#2",
    "gather",
  ]);
  assert.deepEqual(await project.text(run, "cut", "parts"), ["a", "b", "c"]);
  assert.deepEqual(await project.text(run, "gather"), ["A,B,C"]);
  assert.deepEqual((await project.run(graph(project, "abc"))).executed, []);
});

Deno.test("runStudy() executes the action of an added part only, wherever it is put", async () => {
  await using project = await template.fork();
  await project.run(graph(project, "abc"));
  const behind = await project.run(graph(project, "abcd"));
  assert.deepEqual(behind.executed, ["cut", "each#3", "gather"]);
  const before = await project.run(graph(project, "xabcd"));
  assert.deepEqual(before.executed, ["cut", "each#0", "gather"]);
  assert.deepEqual(await project.text(before, "gather"), ["X,A,B,C,D"]);
  const reversed = await project.run(graph(project, "dcbax"));
  assert.deepEqual(reversed.executed, ["cut", "gather"]);
  const removed = await project.run(graph(project, "bd"));
  assert.deepEqual(removed.executed, ["cut", "gather"]);
  assert.deepEqual(await project.text(removed, "gather"), ["B,D"]);
});

Deno.test("runStudy() keeps the good shards of a failed node and runs only the failed one again", async () => {
  await using project = await template.fork();
  const nodes = graph(project, "abQd");
  const first = await project.run(nodes);
  assert.deepEqual(first.executed, ["cut", "each#0", "each#1", "each#3"]);
  assert.deepEqual(first.failures, { each: "cannot do Q" });
  assert.equal(first.outcomes.get("gather")?.state, "blocked");
  const again = await project.run(nodes);
  assert.deepEqual(again.executed, []);
  assert.deepEqual(again.reused, ["cut", "each#0", "each#1", "each#3"]);
  const mended = await project.run(nodes, { mounts: { tools: project.root } });
  assert.deepEqual(mended.executed, ["each#2", "gather"]);
  assert.deepEqual(await project.text(mended, "gather"), ["A,B,Q,D"]);
});

Deno.test("runStudy() fails a node that has a failed shard beside an unavailable one", async () => {
  await using project = await template.fork();
  const unavailable = await project.run(graph(project, "a?"));
  assert.equal(unavailable.outcomes.get("each")?.state, "unavailable");
  for (const text of ["a?Q", "aQ?"]) {
    const failed = await project.run(graph(project, text));
    assert.equal(failed.outcomes.get("each")?.state, "failed");
    assert.deepEqual(failed.failures, { each: "cannot do Q" });
  }
});

Deno.test("runStudy() cuts several inputs alike, and refuses lists of other lengths", async () => {
  await using project = await template.fork();
  const run = await project.run(graph(project, "abc", { other: "123" }));
  assert.deepEqual(await project.text(run, "gather"), ["A1,B2,C3"]);
  const moved = await project.run(graph(project, "abc", { other: "321" }));
  assert.deepEqual(moved.executed, ["cut_other", "each#0", "each#2", "gather"]);
  assert.deepEqual(await project.text(moved, "gather"), ["A3,B2,C1"]);
  const uneven = await project.run(graph(project, "abc", { other: "12" }));
  assert.equal(
    uneven.failures["each"],
    'Node "each" has 3 parts of "letter" and 2 of "other": they must be cut alike',
  );
});

Deno.test("runStudy() runs a sharded stage on no parts at all", async () => {
  await using project = await template.fork();
  const run = await project.run(graph(project, ""));
  assert.deepEqual(run.executed, ["cut", "gather"]);
  assert.deepEqual(await project.text(run, "gather"), [""]);
});

Deno.test("runStudy() executes once for many parts of the same content", {
  timeout: 20_000,
}, async () => {
  await using project = await template.fork();
  const run = await project.run(graph(project, "e".repeat(20)));
  assert.equal(
    run.executed.filter((name) => name.startsWith("each#")).length,
    1,
  );
  assert.equal(run.reused.length, 19);
  assert.deepEqual(await project.text(run, "gather"), [
    Array(20).fill("E").join(","),
  ]);
});

Deno.test("runStudy() never runs more shards at once than there are tokens", async () => {
  await using project = await template.fork();
  let running = 0;
  let most = 0;
  const run = await project.run(graph(project, "abcdef"), {
    tokens: new Tokens({ cpu: 2, memoryMiB: 4096 }),
    onEvent: (event) => {
      if (event.type === "action-started") most = Math.max(most, ++running);
      if (event.type === "action-finished") running--;
    },
  });
  assert.equal(run.executed.length, 8);
  assert.equal(most, 2);
});
