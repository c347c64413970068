import { join } from "node:path";

/** Where Linux keeps the list of Vulkan's drivers, one JSON file each. */
export const DRIVER_FOLDERS: readonly string[] = [
  "usr/share/vulkan/icd.d",
  "usr/local/share/vulkan/icd.d",
  "etc/vulkan/icd.d",
];

/**
 * The files by which drivers for WebGPU are known on Linux, each with its size and
 * time: they change as a driver is installed, updated or removed. Elsewhere there are
 * none.
 *
 * @param root Where the file system begins.
 */
export async function driverFiles(root = "/"): Promise<string[]> {
  const lists = await Promise.all(DRIVER_FOLDERS.map(async (folder) => {
    try {
      const files = await Array.fromAsync(Deno.readDir(join(root, folder)));
      return await Promise.all(files.map(async ({ name }) => {
        const path = join(folder, name);
        const { size, mtime } = await Deno.stat(join(root, path));
        return `${path} ${size} ${mtime?.toISOString()}`;
      }));
    } catch (error) {
      // Also a link to a driver that is gone.
      if (error instanceof Deno.errors.NotFound) return [];
      if (error instanceof Deno.errors.NotADirectory) return [];
      throw error;
    }
  }));
  return lists.flat().sort();
}
