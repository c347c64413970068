import assert from "node:assert/strict";
import { join } from "node:path";
import { missingVulkanPackages } from "../../../models/runtime/vulkan_packages.ts";
import { withFolder } from "../../support/temporary_folder.ts";

Deno.test("missingVulkanPackages() names the Debian package of each file that is missing", async () => {
  await withFolder(async (root) => {
    const touch = async (folder: string, name: string): Promise<void> => {
      await Deno.mkdir(join(root, folder), { recursive: true });
      await Deno.writeTextFile(join(root, folder, name), "");
    };
    assert.deepEqual(await missingVulkanPackages(root), [
      "libvulkan1",
      "mesa-vulkan-drivers",
    ]);
    await touch("usr/lib/x86_64-linux-gnu", "libvulkan.so.1");
    assert.deepEqual(await missingVulkanPackages(root), [
      "mesa-vulkan-drivers",
    ]);
    await touch("etc/vulkan/icd.d", "nvidia_icd.json");
    assert.deepEqual(await missingVulkanPackages(root), []);
  });
});
