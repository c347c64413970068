import assert from "node:assert/strict";
import { join } from "node:path";
import { driverFiles } from "../../../models/runtime/driver_files.ts";
import { withFolder } from "../../support/temporary_folder.ts";

Deno.test("driverFiles() changes as drivers come, go and are updated", async () => {
  await withFolder(async (root) => {
    assert.deepEqual(await driverFiles(root), []);
    const write = async (path: string, text: string): Promise<void> => {
      await Deno.mkdir(join(root, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(root, path), text);
      await Deno.utime(join(root, path), 1e9, 1e9);
    };
    await write("usr/share/vulkan/icd.d/lvp.json", "{}");
    await write("etc/vulkan/icd.d/nvidia.json", "{ }");
    assert.deepEqual(await driverFiles(root), [
      "etc/vulkan/icd.d/nvidia.json 3 2001-09-09T01:46:40.000Z",
      "usr/share/vulkan/icd.d/lvp.json 2 2001-09-09T01:46:40.000Z",
    ]);
    const lvp = join(root, "usr/share/vulkan/icd.d/lvp.json");
    await Deno.utime(lvp, 2e9, 2e9);
    assert.match((await driverFiles(root))[1]!, /lvp\.json 2 2033/);
    await Deno.remove(lvp);
    await Deno.symlink("/nowhere", lvp);
    assert.equal((await driverFiles(root)).length, 1);
  });
});
