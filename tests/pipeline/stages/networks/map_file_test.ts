import assert from "node:assert/strict";
import { join } from "node:path";
import { writeNpy } from "../../../../data/npy.ts";
import { MapFile } from "../../../../pipeline/stages/networks/map_file.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

/** Numbers from 0 on in an array of some extents. */
async function written(
  folder: string,
  shape: readonly number[],
): Promise<string> {
  const path = join(folder, "maps.npy");
  const size = shape.reduce((product, extent) => product * extent, 1);
  await writeNpy(path, {
    shape,
    data: Float32Array.from({ length: size }, (_, i) => i),
  });
  return path;
}

Deno.test("MapFile gives the maps of each image", async () => {
  await withFolder(async (folder) => {
    const path = await written(folder, [2, 3, 1, 2]);
    using file = await MapFile.open(path, { images: 2, writer: "gradcam" });
    assert.deepEqual([file.count, file.height, file.width], [3, 1, 2]);
    assert.deepEqual(
      file.of(1).map(({ width, height, data }) => [width, height, [...data]]),
      [[2, 1, [6, 7]], [2, 1, [8, 9]], [2, 1, [10, 11]]],
    );
  });
});

Deno.test("MapFile.open() takes a shard without images", async () => {
  await withFolder(async (folder) => {
    const path = await written(folder, [0, 3, 4, 5]);
    using file = await MapFile.open(path, { images: 0, writer: "infer" });
    assert.deepEqual([file.count, file.height, file.width], [3, 4, 5]);
  });
});

Deno.test("MapFile.open() names what to supply instead of other arrays", async () => {
  await withFolder(async (folder) => {
    const flat = await written(folder, [2, 6]);
    await assert.rejects(
      MapFile.open(flat, { images: 2, writer: "infer" }),
      {
        name: "TypeError",
        message:
          `Cannot use "${flat}": its shape is [2, 6] and images, maps, rows, columns are wanted: supply what the stage "infer" writes`,
      },
    );
    const more = await written(folder, [2, 1, 2, 3]);
    await assert.rejects(
      MapFile.open(more, { images: 3, writer: "gradcam" }),
      {
        name: "RangeError",
        message:
          `Cannot use "${more}": it has maps of 2 images and there are 3 ids: supply both files of one run of "gradcam"`,
      },
    );
  });
});
