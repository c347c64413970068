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
): Promise<{ code: CodeIdentity; bundled: string[]; close(): Promise<void> }> {
  const bundled: string[] = [];
  const store = await project.openStore();
  const code = new CodeIdentity({
    root: project.root,
    store,
    concurrency: 2,
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
