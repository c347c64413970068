import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { findImages } from "../../../../pipeline/commands/gradcam/find_images.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

async function withFiles(
  names: readonly string[],
  use: (folder: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    for (const name of names) {
      const path = join(folder, name);
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeTextFile(path, "");
    }
    await use(folder);
  });
}

Deno.test("findImages() lists a folder's pictures by their paths in it", async () => {
  const names = [
    "b.jpg",
    "a/c.JPEG",
    "a/b.png",
    "notes.txt",
    "._b.jpg",
    ".x/y.png",
  ];
  await withFiles(names, async (folder) => {
    assert.deepEqual(await findImages([folder]), [
      { id: "a/b.png", path: join(folder, "a/b.png") },
      { id: "a/c.JPEG", path: join(folder, "a/c.JPEG") },
      { id: "b.jpg", path: join(folder, "b.jpg") },
    ]);
  });
});

Deno.test("findImages() takes files of any name, and folders beside them", async () => {
  await withFiles(["one", "two/three.png"], async (folder) => {
    const found = await findImages([join(folder, "one"), join(folder, "two")]);
    assert.deepEqual(found.map(({ id }) => id), ["one", "three.png"]);
  });
});

Deno.test("findImages() spells ids in Unicode's composed form", async () => {
  await withFiles(["e\u0301.png"], async (folder) => {
    const [found] = await findImages([folder]);
    assert.equal(found?.id, "\u00e9.png");
    assert.equal(found.path, join(folder, "e\u0301.png"));
  });
});

Deno.test("findImages() refuses two pictures of one id, none, and what is not there", async () => {
  await withFiles(["a/x.png", "b/x.png", "c/y.txt"], async (folder) => {
    const find = (...names: string[]) =>
      findImages(names.map((name) => join(folder, name)));
    await assert.rejects(find("a/x.png", "b"), {
      name: "UsageError",
      message: /would both be called "x\.png"/,
    });
    await assert.rejects(find("c"), {
      name: "EnvironmentError",
      message: /no picture in/,
    });
    await assert.rejects(find("d"), { name: "EnvironmentError" });
  });
});
