import assert from "node:assert/strict";
import { join } from "node:path";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { Tokens } from "../../../pipeline/engine/tokens.ts";
import { toyNode, ToyProject, type ToyRun } from "../../support/toy_project.ts";

const FILES = {
  "first.ts":
    `export const run = (io) => Deno.writeTextFile(io.output("out"), "first words");`,
  "second.ts": `
export async function run(io) {
  const text = await Deno.readTextFile(io.input("text"));
  await Deno.writeTextFile(io.output("out"), text + io.params.end);
}
`,
  // Another text each time: what no stage should do.
  "random.ts":
    `export const run = (io) => Deno.writeTextFile(io.output("out"), crypto.randomUUID());`,
  // The same bytes as those of "first", from other code.
  "twin.ts":
    `export const run = async (io) => { await Deno.writeTextFile(io.scratch("x"), "-"); await Deno.writeTextFile(io.output("out"), "first words"); };`,
  "parts.ts":
    `export const run = async (io) => { for (const name of ["a", "b"]) await Deno.writeTextFile(io.output("out") + "/" + name, "first words"); };`,
  "gather.ts":
    `export const run = (io) => Deno.writeTextFile(io.output("out"), io.parts("texts").map((path) => Deno.readTextFileSync(path)).join());`,
};

let template: ToyProject;

Deno.test.beforeAll(async () => {
  template = await ToyProject.create(FILES);
  const stages = Object.keys(FILES).map((name) => name.replace(".ts", ""));
  await template.bundle(...stages);
});
Deno.test.afterAll(() => template[Symbol.asyncDispose]());

function chain(project: ToyProject, end = "!", first = "first"): StudyNode[] {
  return [
    toyNode(project.stage(first)),
    toyNode(project.stage("second", { inputs: { text: {} } }), {
      params: { end },
      inputs: { text: { node: first, port: "out" } },
    }),
  ];
}

function quarantined({ events }: ToyRun): number {
  return events.filter(({ type }) => type === "quarantined").length;
}

const DAMAGES: Record<string, (path: string) => Promise<void>> = {
  "deleted": (path) => Deno.remove(path),
  "truncated": (path) => Deno.truncate(path, 3),
  "empty": (path) => Deno.truncate(path, 0),
  "longer": (path) => Deno.writeTextFile(path, "!", { append: true }),
  "of the right size with wrong bytes": async (path) => {
    const { size } = await Deno.stat(path);
    await Deno.writeTextFile(path, "x".repeat(size));
  },
  "with one bit flipped": async (path) => {
    const bytes = await Deno.readFile(path);
    bytes[4]! ^= 1;
    await Deno.writeFile(path, bytes);
  },
};

for (const [name, damage] of Object.entries(DAMAGES)) {
  Deno.test(`runStudy() makes an input anew that is ${name} in the store`, async () => {
    await using project = await template.fork();
    const first = await project.run(chain(project));
    await damage(project.blobs(first, "first")[0]!);
    // Other params, so that the second stage reads its input again.
    const run = await project.run(chain(project, "?"));
    assert.deepEqual(run.executed, ["first", "second"]);
    assert.deepEqual(await project.text(run, "second"), ["first words?"]);
    assert.deepEqual((await project.run(chain(project, "?"))).executed, []);
  });
}

Deno.test(
  "runStudy() makes a damaged input anew though it may run one action at a time",
  { timeout: 20_000 },
  async () => {
    await using project = await template.fork();
    const first = await project.run(chain(project));
    await DAMAGES["with one bit flipped"]!(project.blobs(first, "first")[0]!);
    const run = await project.run(chain(project, "?"), {
      tokens: new Tokens({ cpu: 1, memoryMiB: 256 }),
    });
    assert.deepEqual(run.executed, ["first", "second"]);
    assert.deepEqual(await project.text(run, "second"), ["first words?"]);
  },
);

Deno.test("runStudy() makes a damaged input anew once for several readers", async () => {
  await using project = await template.fork();
  const readers = (end: string): StudyNode[] => {
    const [first, second] = chain(project);
    const ids = ["a", "b", "c", "d"];
    return [
      first!,
      ...ids.map((id) => ({ ...second!, id, params: { end: end + id } })),
    ];
  };
  const first = await project.run(readers("!"));
  await DAMAGES["with one bit flipped"]!(project.blobs(first, "first")[0]!);
  const run = await project.run(readers("?"));
  assert.deepEqual(run.failures, {});
  assert.deepEqual(run.executed, ["a", "b", "c", "d", "first"]);
  assert.equal(quarantined(run), 1);
  assert.deepEqual(await project.text(run, "d"), ["first words?d"]);
});

Deno.test("runStudy() makes a damaged blob anew that is a part twice", async () => {
  await using project = await template.fork();
  const nodes = (revision: number): StudyNode[] => [
    toyNode(project.stage("parts", {
      outputs: { out: { file: "parts", partitioned: true } },
    })),
    toyNode(
      project.stage("gather", {
        revision,
        inputs: { texts: { partitioned: true } },
      }),
      { inputs: { texts: { node: "parts", port: "out" } } },
    ),
  ];
  const first = await project.run(nodes(1));
  await DAMAGES["with one bit flipped"]!(project.blobs(first, "parts")[0]!);
  const run = await project.run(nodes(2));
  assert.deepEqual(run.failures, {});
  assert.deepEqual(run.executed, ["gather", "parts"]);
  assert.equal(quarantined(run), 1);
  assert.deepEqual(await project.text(run, "gather"), [
    "first words,first words",
  ]);
});

Deno.test("runStudy() does not pass off a damaged blob as what a stage has just written", async () => {
  await using project = await template.fork();
  const first = await project.run(chain(project));
  await DAMAGES["with one bit flipped"]!(project.blobs(first, "first")[0]!);
  const run = await project.run(chain(project, "?", "twin"));
  assert.deepEqual(run.executed, ["second", "twin"]);
  assert.equal(quarantined(run), 1);
  assert.deepEqual(await project.text(run, "second"), ["first words?"]);
});

Deno.test("runStudy() makes an input file's damaged copy anew", async () => {
  await using project = await template.fork();
  const file = await project.write("words.txt", "words of a file");
  const nodes = (end: string): StudyNode[] => {
    const [, second] = chain(project, end);
    return [{ ...second!, inputs: { text: { file } } }];
  };
  const first = await project.run(nodes("!"));
  const outcome = first.outcomes.get("second");
  assert.ok(outcome?.state === "done");
  const digest = outcome.actions[0]!.planned.fields.inputs["text"] as string;
  const blob = join(
    project.storePath,
    "cas/sha256",
    digest.slice(0, 2),
    digest.slice(2),
  );
  await DAMAGES["of the right size with wrong bytes"]!(blob);
  const run = await project.run(nodes("?"));
  assert.deepEqual(await project.text(run, "second"), ["words of a file?"]);
  assert.equal(quarantined(run), 1);
});

for (const name of ["deleted", "with one bit flipped", "empty"]) {
  Deno.test(`runStudy() makes a bundle anew that is ${name} in the store`, async () => {
    await using project = await template.fork();
    const first = await project.run(chain(project));
    const outcome = first.outcomes.get("second");
    assert.ok(outcome?.state === "done");
    const { bundle } = outcome.actions[0]!.planned.code;
    const store = await project.openStore();
    await DAMAGES[name]!(store.blobPath(bundle));
    await store.close();
    const run = await project.run(chain(project, "?"));
    assert.deepEqual(run.failures, {});
    assert.deepEqual(run.executed, ["second"]);
    assert.deepEqual(await project.text(run, "second"), ["first words?"]);
  });
}

Deno.test("runStudy() tells what a stage threw though the bundle's source map is damaged", async () => {
  await using project = await ToyProject.create({
    "throws.ts":
      `export const run = () => Promise.reject(new Error("own words"));`,
  });
  const nodes = [toyNode(project.stage("throws"))];
  await project.run(nodes);
  const store = await project.openStore();
  const { map } = await project.code(store).of(nodes[0]!.stage);
  await DAMAGES["of the right size with wrong bytes"]!(store.blobPath(map));
  await store.close();
  const run = await project.run(nodes);
  assert.equal(run.failures["throws"], "own words");
});

const EDITS: Record<string, (text: string) => string> = {
  "edited": (text) => text.replace('"seconds":', '"seconds":1'),
  "cut off": (text) => text.slice(0, -20),
  "empty": () => "",
  "no object": () => "null\n",
};

for (const [name, edit] of Object.entries(EDITS)) {
  Deno.test(`runStudy() executes an action again whose stored result is ${name}`, async () => {
    await using project = await template.fork();
    await project.run(chain(project));
    const path = join(await actionFolder(project, "first"), "result.json");
    await Deno.writeTextFile(path, edit(await Deno.readTextFile(path)));
    const run = await project.run(chain(project));
    assert.deepEqual(run.executed, ["first"]);
    assert.deepEqual(run.reused, ["second"]);
    assert.deepEqual((await project.run(chain(project))).executed, []);
  });
}

Deno.test("runStudy() does not serve another action's result under a key", async () => {
  await using project = await template.fork();
  await project.run(chain(project));
  const [from, to] = await Promise.all(
    ["first", "second"].map((node) => actionFolder(project, node)),
  );
  await Deno.copyFile(`${from}/result.json`, `${to}/result.json`);
  const run = await project.run(chain(project));
  assert.deepEqual(run.executed, ["second"]);
  assert.deepEqual(await project.text(run, "second"), ["first words!"]);
});

Deno.test("runStudy() serves a result whose key.json was edited, and explains by others", async () => {
  await using project = await template.fork();
  await project.run(chain(project));
  const path = join(await actionFolder(project, "second"), "key.json");
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.replace('"!"', '"#"'));
  assert.deepEqual((await project.run(chain(project))).executed, []);
  const { executed, events } = await project.run(chain(project, "?"));
  assert.deepEqual(executed, ["second"]);
  const started = events.find(({ type }) => type === "action-started");
  assert.ok(started?.type === "action-started");
  assert.deepEqual(started.differences, []);
});

Deno.test("runStudy() refuses a result of a newer format, and does not replace it", async () => {
  await using project = await template.fork();
  await project.run(chain(project));
  const path = join(await actionFolder(project, "first"), "result.json");
  const text = (await Deno.readTextFile(path)).replace('{"v":1', '{"v":2');
  await Deno.writeTextFile(path, text);
  const run = await project.run(chain(project));
  assert.match(run.failures["first"]!, /^Cannot read a result of format 2/);
  assert.equal(await Deno.readTextFile(path), text);
});

Deno.test("runStudy() finds everything again without its indexes", async () => {
  await using project = await template.fork();
  await project.run(chain(project));
  for (const folder of ["code", "refs", "locks", "tmp"]) {
    await Deno.remove(join(project.storePath, folder), { recursive: true });
  }
  assert.deepEqual((await project.run(chain(project))).executed, []);
});

Deno.test("runStudy() is not led astray by damaged indexes", async () => {
  await using project = await template.fork();
  await project.run(chain(project));
  for (const folder of ["code", "refs"]) {
    const path = join(project.storePath, folder);
    for await (const { name, isFile } of Deno.readDir(path)) {
      if (isFile) await Deno.writeTextFile(join(path, name), '{"v":1}');
    }
  }
  const run = await project.run(chain(project));
  assert.deepEqual(run.failures, {});
  assert.deepEqual(run.executed, []);
});

Deno.test("runStudy() keeps both results, and says so, when a stage comes out differently", async () => {
  await using project = await template.fork();
  const first = await project.run(chain(project, "!", "random"));
  const [words] = await project.text(first, "random");
  await Deno.remove(project.blobs(first, "random")[0]!);
  const second = await project.run(chain(project, "!", "random"));
  assert.deepEqual(second.executed, ["random", "second"]);
  const divergent = second.events.filter(({ type }) => type === "divergent");
  assert.equal(divergent.length, 1);
  const outcome = second.outcomes.get("random");
  assert.ok(outcome?.state === "done");
  assert.equal(outcome.actions[0]!.divergent, true);
  assert.notDeepEqual(await project.text(second, "random"), [words]);
  await Deno.remove(project.blobs(second, "random")[0]!);
  await project.run(chain(project, "!", "random"));
  const kept = await Array.fromAsync(
    Deno.readDir(join(await actionFolder(project, "random"), "divergent")),
  );
  assert.equal(kept.length, 2);
  assert.deepEqual(
    (await project.run(chain(project, "!", "random"))).executed,
    [],
  );
});

Deno.test("runStudy() stops a reader whose damaged input comes out differently, and goes on in the next run", async () => {
  await using project = await template.fork();
  const first = await project.run(chain(project, "!", "random"));
  await DAMAGES["with one bit flipped"]!(project.blobs(first, "random")[0]!);
  const second = await project.run(chain(project, "?", "random"));
  assert.match(
    second.failures["second"]!,
    /^Input "text" of "second" was damaged in the store and could not be made again/,
  );
  const third = await project.run(chain(project, "?", "random"));
  assert.deepEqual(third.executed, ["second"]);
});

/** The folder of the stored action of a toy node's stage. */
async function actionFolder(
  project: ToyProject,
  stage: string,
): Promise<string> {
  const store = await project.openStore();
  for await (const key of store.keys()) {
    const fields = await store.readFields(key);
    if (fields?.stage.id === stage) return store.resultPath(key);
  }
  throw new Error(`No action of stage "${stage}" is stored`);
}
