import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeImage } from "../../../data/image/decode_image.ts";
import { composeCase } from "../../../data/sample/compose_case.ts";
import { drawScene } from "../../../data/sample/draw_scene.ts";
import type { Scene } from "../../../data/sample/scene.ts";
import {
  digestOfFiles,
  drawn,
  filesOf,
  generated,
  pathsIn,
} from "../../support/sample_data_set.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** Draws some scenes of a data set in a folder of their own. */
async function drawing(
  folder: string,
  scenes: readonly Scene[],
): Promise<string> {
  await Deno.mkdir(folder, { recursive: true });
  const path = join(folder, "scenes.json");
  await Deno.writeTextFile(path, JSON.stringify(scenes));
  return await drawn(folder, path);
}

function scenesOf(length: number): Scene[] {
  return Array.from({ length }, (_, index) => composeCase(1, index).scene);
}

Deno.test("run() of draw writes the same bytes each time, and these on any machine", async () => {
  await withFolder(async (folder) => {
    const scenes = scenesOf(8);
    const first = await drawing(join(folder, "a"), scenes);
    const second = await drawing(join(folder, "b"), scenes);

    assert.equal(
      digestOfFiles(first),
      "faa9f09ac9abd21de5003cd26aa9382596f67aa3f3c902a1bb9df498e758c26f",
    );
    assert.equal(digestOfFiles(second), digestOfFiles(first));
  });
});

Deno.test("run() of draw packs a JPEG or PNG file of each scene, named and sized as it says", async () => {
  await withFolder(async (folder) => {
    // The first PNG files of this seed are among them.
    const scenes = scenesOf(60).filter(({ file }, i) =>
      i < 6 || file.endsWith(".png")
    );
    const files = await filesOf(await drawing(folder, scenes));

    assert.deepEqual([...files.keys()], scenes.map(({ file }) => file));
    const formats = new Set<string>();
    for (const scene of scenes) {
      const bytes = files.get(scene.file)!;
      const name = scene.file;
      const format = bytes[0] === 0xff ? ".jpeg" : ".png";
      assert.ok(name.endsWith(format));
      formats.add(format);
      const { width, height, data } = await decodeImage(bytes, { name });
      assert.deepEqual([width, height], [scene.width, scene.height]);
      const image = drawScene(scene);
      let difference = 0;
      for (let i = 0; i < data.length; i++) {
        difference += Math.abs(data[i]! - image.data[i]!);
      }
      const most = format === ".png" ? 0 : 4;
      assert.ok(difference / data.length <= most, `${name}`);
    }
    assert.deepEqual([...formats].sort(), [".jpeg", ".png"]);
  });
});

Deno.test("run() of draw writes a caption that can be read in every file", async () => {
  await withFolder(async (folder) => {
    const files = await filesOf(await drawing(folder, scenesOf(12)));
    for (const [name, bytes] of files) {
      const { width, height, data } = await decodeImage(bytes, { name });
      const level = (x: number, y: number): number =>
        data[3 * ((height - 16 + y) * width + 6 + x) + 1]!;
      // The left stroke of the E, and the gap before it.
      const stroke = [1, 3, 5, 7].map((y) => level(10, y));
      const gap = [1, 3, 5, 7].map((y) => level(9, y));
      assert.ok(Math.min(...stroke) > 180, `${name}: ${stroke}`);
      assert.ok(Math.max(...gap) < 110, `${name}: ${gap}`);
    }
  });
});

Deno.test("run() of draw takes the parts of generate, an empty one too", async () => {
  await withFolder(async (folder) => {
    const { scenes } = await generated(folder, {
      seed: 1,
      images: 3,
      shards: 5,
    });
    const names: string[] = [];
    for (const [shard, path] of pathsIn(scenes!).entries()) {
      const archive = await drawn(join(folder, `${shard}`), path);
      names.push(...(await filesOf(archive)).keys());
    }
    assert.deepEqual(
      names.sort(),
      scenesOf(3).map(({ file }) => file),
    );
  });
});
