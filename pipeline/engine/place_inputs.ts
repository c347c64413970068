import { join } from "node:path";
import { isNotFound } from "./files.ts";

/** What {@link placeInputs} puts below a folder; all paths are absolute. */
export interface Placed {
  /** Blobs of the store by port; a list for the parts of a partitioned port. */
  readonly inputs: Readonly<Record<string, string | readonly string[]>>;
  /** Blobs of the store by the name that the stage's code knows them by. */
  readonly assets: Readonly<Record<string, string>>;
  /** Folders of the host, by name. */
  readonly mounts: Readonly<Record<string, string>>;
}

/**
 * Puts everything that a stage may read below `in/`, the one folder that it is
 * granted. Inputs are hard links to the store's blobs, which cost nothing and are
 * safe where the process may not write; host folders can only be symbolic links.
 *
 * @param folder The action's folder; `in/` is in it and empty.
 * @returns Paths relative to the folder, by name.
 */
export async function placeInputs(
  folder: string,
  { inputs, assets, mounts }: Placed,
): Promise<Record<string, string | string[]>> {
  const placed: Record<string, string | string[]> = {};
  const place = async (path: string, name: string): Promise<string> => {
    await linkOrCopy(path, join(folder, name));
    return name;
  };
  for (const [port, paths] of Object.entries(inputs)) {
    if (typeof paths === "string") {
      placed[port] = await place(paths, `in/${port}`);
      continue;
    }
    await Deno.mkdir(join(folder, "in", port));
    placed[port] = await Promise.all(
      paths.map((path, i) =>
        place(path, `in/${port}/${String(i).padStart(5, "0")}`)
      ),
    );
  }
  for (const [name, path] of Object.entries(assets)) {
    placed[name] = await place(path, `in/${name}`);
  }
  for (const [name, path] of Object.entries(mounts)) {
    placed[name] = `in/${name}`;
    await Deno.symlink(path, join(folder, "in", name));
  }
  return placed;
}

/** Some file systems have no hard links, and some kernels refuse those to others' files. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await Deno.link(from, to);
  } catch (error) {
    if (isNotFound(error) || error instanceof Deno.errors.AlreadyExists) {
      throw error;
    }
    await Deno.copyFile(from, to);
  }
}
