import { join } from "node:path";
import { DRIVER_FOLDERS } from "./driver_files.ts";

/** Where the dynamic linker looks, as far as Debian's packages put things there. */
const LIBRARIES = ["usr/lib", "usr/lib64", "lib", "usr/local/lib"];

/**
 * The Debian packages that WebGPU lacks on this machine: `libvulkan1`, the loader of
 * drivers, and `mesa-vulkan-drivers`, drivers for AMD's and Intel's hardware and one
 * in software. NVIDIA's driver brings its own. Only Linux needs them.
 *
 * @param root Where the file system begins.
 */
export async function missingVulkanPackages(root = "/"): Promise<string[]> {
  if (Deno.build.os !== "linux") return [];
  const has = async (
    folders: readonly string[],
    isWanted: (name: string) => boolean,
  ): Promise<boolean> => {
    for (const folder of folders) {
      if ((await namesIn(join(root, folder))).some(isWanted)) return true;
    }
    return false;
  };
  const libraries = await Promise.all(
    LIBRARIES.map(async (folder) => [
      folder,
      // Debian has a folder for each instruction set, such as x86_64-linux-gnu.
      ...(await namesIn(join(root, folder)))
        .filter((name) => name.endsWith("-linux-gnu"))
        .map((name) => join(folder, name)),
    ]),
  );
  const packages: string[] = [];
  if (!await has(libraries.flat(), (name) => name === "libvulkan.so.1")) {
    packages.push("libvulkan1");
  }
  if (!await has(DRIVER_FOLDERS, (name) => name.endsWith(".json"))) {
    packages.push("mesa-vulkan-drivers");
  }
  return packages;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) =>
      name
    );
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    if (error instanceof Deno.errors.NotADirectory) return [];
    throw error;
  }
}
