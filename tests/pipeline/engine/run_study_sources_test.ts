import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { FileDigests } from "../../../pipeline/engine/file_digests.ts";
import {
  type NodeStatus,
  studyStatus,
} from "../../../pipeline/engine/study_status.ts";
import type { Source, StudyNode } from "../../../pipeline/engine/study.ts";
import {
  toyNode,
  ToyProject,
  type ToyRun,
  toyStudy,
} from "../../support/toy_project.ts";

const FILES = {
  // Bytes and letters of an input, if there is one: "3 abc".
  "sum.ts": `
export async function run(io) {
  const path = io.optionalInput("source");
  const text = path === undefined ? "" : await Deno.readTextFile(path);
  const letters = text.replaceAll(/[^a-z]/g, "").replaceAll("ustar", "").slice(0, 99);
  await Deno.writeTextFile(io.output("out"), text.length + " " + letters);
}
`,
};

let template: ToyProject;

Deno.test.beforeAll(async () => {
  template = await (await ToyProject.create(FILES)).bundle("sum");
});
Deno.test.afterAll(() => template[Symbol.asyncDispose]());

function sum(
  project: ToyProject,
  source: Source,
  { id = "sum", optional = false, params = {} } = {},
): StudyNode {
  const port = optional ? { optional: true as const } : {};
  const stage = project.stage("sum", { inputs: { source: port } });
  return toyNode(stage, { id, params, inputs: { source } });
}

/** A folder of the user, with files of some texts. */
async function pictures(
  project: ToyProject,
  texts: Readonly<Record<string, string>>,
): Promise<{ source: Source; path: string }> {
  const path = join(project.folder, "pictures");
  await Deno.mkdir(path);
  for (const [name, text] of Object.entries(texts)) {
    await Deno.writeTextFile(join(path, name), text);
  }
  const folder = pathToFileURL(path);
  return { path, source: { folder, extensions: [".jpg", ".png"] } };
}

async function status(
  project: ToyProject,
  nodes: readonly StudyNode[],
): Promise<NodeStatus[]> {
  const store = await project.openStore();
  const code = project.code(store);
  const folder = project.results;
  const found = await studyStatus(toyStudy(nodes), { store, code, folder });
  await store.close();
  return found;
}

/** What a run tells of nodes that are not to be had. */
function told({ events }: ToyRun): string[][] {
  return events.flatMap((event) =>
    event.type === "node-unavailable"
      ? [[event.node, event.missing, event.message]]
      : []
  );
}

Deno.test("runStudy() gives a stage a folder of the user as one tar", async () => {
  await using project = await template.fork();
  const { source, path } = await pictures(project, {
    "b.png": "b".repeat(600),
    "a.JPG": "a",
    "c.txt": "no picture",
  });
  const nodes = [sum(project, source)];
  const run = await project.run(nodes);
  const [text] = await project.text(run, "sum");
  // Two headers, one and two records, and the end.
  assert.equal(text, `${7 * 512} aabpng${"b".repeat(93)}`.slice(0, 5 + 99));
  // Neither times nor other files matter.
  await Deno.utime(join(path, "a.JPG"), 1, 1);
  await Deno.writeTextFile(join(path, "c.txt"), "still none");
  assert.deepEqual((await project.run(nodes)).executed, []);
  await Deno.writeTextFile(join(path, "c.jpg"), "c");
  assert.deepEqual((await project.run(nodes)).executed, ["sum"]);
  await Deno.remove(join(path, "c.jpg"));
  assert.deepEqual((await project.run(nodes)).executed, []);
  await Deno.rename(join(path, "b.png"), join(path, "d.png"));
  assert.deepEqual((await project.run(nodes)).executed, ["sum"]);
});

Deno.test("studyStatus() says what a run would do about a folder", async () => {
  await using project = await template.fork();
  const { source, path } = await pictures(project, { "a.png": "a" });
  const nodes = [sum(project, source)];
  assert.equal((await status(project, nodes))[0]!.state, "would run");
  const run = await project.run(nodes);
  assert.equal((await status(project, nodes))[0]!.state, "would restore");
  await project.publish(nodes, run);
  assert.equal((await status(project, nodes))[0]!.state, "cached");
  await Deno.writeTextFile(join(path, "a.png"), "b");
  const [changed] = await status(project, nodes);
  assert.ok(changed?.state === "would run");
  assert.deepEqual(
    changed.differences.map(({ field }) => field),
    ["inputs.source"],
  );
});

Deno.test("runStudy() fails the node that reads a folder that is not there, and says which", async () => {
  await using project = await template.fork();
  const path = join(project.folder, "absent");
  const source = { folder: pathToFileURL(path) };
  const { failures } = await project.run([sum(project, source)]);
  assert.match(failures["sum"]!, /^Cannot read the folder ".*absent"/);
});

Deno.test("runStudy() packs a folder anew whose archive is damaged in the store", async () => {
  await using project = await template.fork();
  const { source } = await pictures(project, { "a.png": "a" });
  await project.run([sum(project, source)]);
  const store = await project.openStore();
  const digests = await FileDigests.open(store);
  const folder = join(project.folder, "pictures");
  const { digest } = await digests.ofFolder({ folder });
  await Deno.writeTextFile(store.blobPath(digest), "damaged");
  await store.close();
  const again = [sum(project, source, { params: { again: true } })];
  const run = await project.run(again);
  assert.deepEqual(run.executed, ["sum"]);
  assert.deepEqual(await project.text(run, "sum"), [`${4 * 512} apnga`]);
});

for (const kind of ["file", "folder"] as const) {
  Deno.test(`runStudy() hashes no ${kind} that is as an earlier run found it`, async () => {
    await using project = await template.fork();
    const { source: folder, path } = await pictures(project, {
      "a.png": "a".repeat(1 << 16),
    });
    const file = pathToFileURL(join(path, "a.png"));
    const nodes = [sum(project, kind === "file" ? { file } : folder)];
    await project.run(nodes);
    // A run much later finds the files at rest, and remembers them.
    const store = await project.openStore();
    const digests = await FileDigests.open(store, () => Date.now() + 60_000);
    const { digest } = kind === "file"
      ? await digests.of(join(path, "a.png"))
      : await digests.ofFolder({ folder: path, extensions: [".jpg", ".png"] });
    await digests.save();
    // Whoever does not hash them believes what stands there.
    const forged = await store.putBytes(new TextEncoder().encode("forged"));
    const index = join(store.path, "seen.json");
    const text = await Deno.readTextFile(index);
    assert.ok(text.includes(digest));
    await Deno.writeTextFile(index, text.replace(digest, digestOf("forged")));
    const sizes = /"size": ?\d+/;
    await Deno.writeTextFile(
      index,
      (await Deno.readTextFile(index)).replace(sizes, `"size": ${forged.size}`),
    );
    await store.close();
    const run = await project.run(nodes);
    assert.deepEqual(await project.text(run, "sum"), ["6 forged"]);
    await Deno.remove(index);
    assert.deepEqual((await project.run(nodes)).executed, []);
  });
}

const MISSING = {
  missing: "photographs",
  message: "The photographs are not public: name their folder with --images",
};

Deno.test("runStudy() says once what the user did not supply, and runs what does not need it", async () => {
  await using project = await template.fork();
  const file = await project.write("some.txt", "abc");
  const from = (node: string): Source => ({ node, port: "out" });
  const nodes = [
    sum(project, MISSING, { id: "needs" }),
    sum(project, MISSING, { id: "needs too" }),
    sum(project, MISSING, { id: "copes", optional: true }),
    sum(project, from("needs"), { id: "downstream" }),
    sum(project, from("needs"), { id: "copes downstream", optional: true }),
    sum(project, { file }, { id: "apart" }),
  ];
  const run = await project.run(nodes);
  assert.deepEqual(run.failures, {});
  // Both that cope are one action: it is executed for one and reused for the other.
  assert.deepEqual(
    [...run.executed, ...run.reused].sort(),
    ["apart", "copes", "copes downstream"],
  );
  assert.deepEqual(await project.text(run, "copes"), ["0 "]);
  const unavailable = told(run);
  assert.deepEqual(
    unavailable.map(([node]) => node).sort(),
    ["downstream", "needs", "needs too"],
  );
  assert.ok(unavailable.every(([, missing]) => missing === "photographs"));
  assert.deepEqual(
    unavailable.flatMap(([, , message]) => message === "" ? [] : [message]),
    [MISSING.message],
  );
  assert.deepEqual(run.outcomes.get("downstream"), {
    state: "unavailable",
    missing: "photographs",
  });
  await project.publish(nodes, run);
  assert.deepEqual(
    (await status(project, nodes)).map((x) =>
      x.state === "unavailable" ? [x.node, x.missing, x.message] : x.state
    ),
    [
      ["needs", "photographs", MISSING.message],
      ["needs too", "photographs", ""],
      "cached",
      ["downstream", "photographs", ""],
      "cached",
      "cached",
    ],
  );
});

Deno.test("runStudy() bundles no code for what cannot run", async () => {
  await using project = await template.fork();
  const text = FILES["sum.ts"];
  for (const name of ["never.ts", "other.ts"]) await project.write(name, text);
  const stage = project.stage("never", { inputs: { source: {} } });
  const nodes = [
    sum(project, MISSING),
    toyNode(stage, { inputs: { source: { node: "sum", port: "out" } } }),
    // While this one is bundled and runs, that one would be bundled too.
    toyNode(project.stage("other")),
  ];
  const { events, outcomes } = await project.run(nodes);
  assert.equal(outcomes.get("never")?.state, "unavailable");
  const bundled = events.flatMap((event) =>
    event.type === "bundled" ? [event.stage] : []
  );
  assert.deepEqual(bundled, ["other"]);
});

Deno.test("runStudy() runs what was unavailable once the user supplies it", async () => {
  await using project = await template.fork();
  const file = await project.write("some.txt", "abc");
  await project.run([sum(project, MISSING)]);
  const run = await project.run([sum(project, { file })]);
  assert.deepEqual(await project.text(run, "sum"), ["3 abc"]);
});
