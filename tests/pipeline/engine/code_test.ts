import assert from "node:assert/strict";
import { join } from "node:path";
import { CodeIdentity } from "../../../pipeline/engine/code.ts";
import { ToyProject } from "../../support/toy_project.ts";

const FILES = {
  "one.ts":
    `import { helper } from "./helper.ts";\nexport const run = () => helper("one");\n`,
  "two.ts":
    `import { helper } from "./helper.ts";\nexport const run = () => helper("two");\n`,
  "helper.ts": `export const helper = (name) => name + "!";\n`,
};

/** A code identity with the names of the stages that it bundled. */
async function identity(
  project: ToyProject,
  { concurrency = 2, path }: {
    readonly concurrency?: number;
    readonly path?: string;
  } = {},
): Promise<{ code: CodeIdentity; bundled: string[]; close(): Promise<void> }> {
  const bundled: string[] = [];
  const store = await project.openStore(path);
  const code = new CodeIdentity({
    root: project.root,
    store,
    concurrency,
    onBundle: ({ id }) => bundled.push(id),
  });
  return { code, bundled, close: () => store.close() };
}

Deno.test("CodeIdentity.of() bundles a stage once, however many ask", async () => {
  await using project = await ToyProject.create(FILES);
  const { code, bundled, close } = await identity(project);
  const stage = project.stage("one");
  const codes = await Promise.all([1, 2, 3].map(() => code.of(stage)));
  assert.deepEqual(bundled, ["one"]);
  assert.equal(new Set(codes.map(({ bundle }) => bundle)).size, 1);
  await close();
});

Deno.test("CodeIdentity.of() names the project's files that are in a bundle, and needs no bundler while they are the same", async () => {
  await using project = await ToyProject.create(FILES);
  const first = await identity(project);
  const one = await first.code.of(project.stage("one"));
  const own = Object.keys(one.files).filter((path) => !path.startsWith("../"));
  assert.deepEqual(own, ["deno.json", "helper.ts", "one.ts"]);
  await first.close();
  const second = await identity(project);
  assert.equal((await second.code.of(project.stage("one"))).bundle, one.bundle);
  assert.deepEqual(second.bundled, []);
  await second.close();
});

Deno.test("CodeIdentity.of() bundles again when a file is edited, removed or the record is unreadable", async () => {
  await using project = await ToyProject.create(FILES);
  const bundles: string[] = [];
  const look = async (expected: string[]): Promise<void> => {
    const { code, bundled, close } = await identity(project);
    bundles.push((await code.of(project.stage("one"))).bundle);
    assert.deepEqual(bundled, expected);
    await close();
  };
  await look(["one"]);
  await look([]);
  await project.write("helper.ts", `${FILES["helper.ts"]}// More words.\n`);
  await look(["one"]);
  await project.write("helper.ts", FILES["helper.ts"].replace('"!"', '"?"'));
  await look(["one"]);
  await look([]);
  const folder = join(project.storePath, "code");
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile) await Deno.writeTextFile(join(folder, name), "{");
  }
  await look(["one"]);
  const [a, b, c, d, e, f] = bundles;
  assert.deepEqual([b, c], [a, a]);
  assert.deepEqual([e, f], [d, d]);
  assert.notEqual(a, d);
});

Deno.test("CodeIdentity.of() rejects each time for a stage that cannot be bundled, and bundles others", async () => {
  await using project = await ToyProject.create({
    ...FILES,
    "bad.ts": "export const run = (;\n",
  });
  const { code, close } = await identity(project);
  const bad = project.stage("bad");
  for (let i = 0; i < 2; i++) {
    await assert.rejects(code.of(bad), {
      name: "StageError",
      message: /^Cannot bundle stage "bad": (.|\n)*bad\.ts/,
    });
  }
  await code.of(project.stage("two"));
  await close();
});

Deno.test("CodeIdentity.of() has different bundles for stages that share helpers", async () => {
  await using project = await ToyProject.create(FILES);
  const { code, close } = await identity(project);
  const [one, two] = await Promise.all(
    ["one", "two"].map((id) => code.of(project.stage(id))),
  );
  assert.notEqual(one!.bundle, two!.bundle);
  await close();
});

Deno.test("CodeIdentity.of() bundles together what waits, to what each is alone", async () => {
  await using project = await ToyProject.create({
    ...FILES,
    "other/one.ts": `import type { A } from "../types.ts";\n` +
      `export const run = (): A => 1;\n`,
    "types.ts": "export type A = number;\n",
  });
  const stages = ["two", "one", "other/one"].map((id) => project.stage(id));
  const together = await identity(project, { concurrency: 1 });
  const codes = await Promise.all(stages.map((each) => together.code.of(each)));
  assert.deepEqual(together.bundled, ["two", "one", "other/one"]);
  await together.close();
  const path = join(project.folder, "another store");
  const alone = await identity(project, { concurrency: 1, path });
  for (const [i, stage] of stages.entries()) {
    const { bundle, files } = await alone.code.of(stage);
    assert.deepEqual({ bundle, files }, {
      bundle: codes[i]!.bundle,
      files: codes[i]!.files,
    });
  }
  await alone.close();
  const own = codes.map(({ files }) =>
    Object.keys(files).filter((file) => !file.startsWith("../"))
  );
  assert.deepEqual(own, [
    ["deno.json", "helper.ts", "two.ts"],
    ["deno.json", "helper.ts", "one.ts"],
    ["deno.json", "other/one.ts", "types.ts"],
  ]);
});

Deno.test("CodeIdentity.of() bundles what is asked for together with a broken stage", async () => {
  await using project = await ToyProject.create({
    ...FILES,
    "bad.ts": "export const run = (;\n",
  });
  const { code, bundled, close } = await identity(project, { concurrency: 1 });
  const [two, bad, one] = await Promise.allSettled(
    ["two", "bad", "one"].map((id) => code.of(project.stage(id))),
  );
  assert.deepEqual([two!.status, one!.status], ["fulfilled", "fulfilled"]);
  assert.equal(bad!.status, "rejected");
  assert.match(bad!.reason.message, /^Cannot bundle stage "bad": /);
  assert.deepEqual(bundled, ["two", "one"]);
  await close();
});

Deno.test("CodeIdentity.rebuild() bundles once for all who ask meanwhile", async () => {
  await using project = await ToyProject.create(FILES);
  const { code, bundled, close } = await identity(project, { concurrency: 1 });
  const { bundle } = await code.of(project.stage("one"));
  const again = await Promise.all(
    ["two", "one", "one"].map((id) => code.rebuild(project.stage(id))),
  );
  assert.deepEqual(again.slice(1).map((each) => each.bundle), [bundle, bundle]);
  assert.deepEqual(bundled, ["one", "two", "one"]);
  await close();
});

Deno.test("CodeIdentity.of() makes bundles that name no folder of this machine", async () => {
  await using project = await ToyProject.create(FILES);
  const { code, close } = await identity(project);
  const { bundle } = await code.of(project.stage("one"));
  const store = await project.openStore();
  const text = await Deno.readTextFile(store.blobPath(bundle));
  assert.ok(!text.includes(project.folder));
  assert.ok(!text.includes(import.meta.dirname!));
  await close();
});

Deno.test("CodeIdentity.of() leaves a stage's packages out of its bundle, and only there", async () => {
  await using project = await ToyProject.ofThis();
  await project.write(
    "png.ts",
    `import { decode } from "fast-png";\nexport const run = () => decode;\n`,
  );
  const { code, bundled, close } = await identity(project);
  const inside = project.stage("png");
  const outside = { ...inside, packages: { "fast-png": {} } };
  const [a, b] = await Promise.all([code.of(inside), code.of(outside)]);
  assert.deepEqual(bundled, ["png", "png"]);
  const texts = await Promise.all([a, b].map(async ({ bundle }) => {
    const store = await project.openStore();
    return await Deno.readTextFile(store.blobPath(bundle));
  }));
  const isImported = texts.map((text) => /from ?"fast-png"/.test(text));
  assert.deepEqual(isImported, [false, true]);
  await close();
  const again = await identity(project);
  assert.equal((await again.code.of(outside)).bundle, b.bundle);
  assert.equal((await again.code.of(inside)).bundle, a.bundle);
  assert.deepEqual(again.bundled, []);
  await again.close();
});
