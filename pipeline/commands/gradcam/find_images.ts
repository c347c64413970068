import { basename, join, relative, sep } from "node:path";
import { EnvironmentError } from "../environment_error.ts";
import { UsageError } from "../usage_error.ts";

/** A picture's file. */
export interface ImageFile {
  /** What results call it: its path in the named folder with `/`, or its name; NFC. */
  readonly id: string;
  /** Where it is, absolute. */
  readonly path: string;
}

/** Endings of files that are taken from a folder. */
const PICTURE = /\.(?:jpe?g|png)$/i;

/**
 * Lists the pictures that the user names, sorted by id. Of a folder, and of those
 * within it, files are taken that end in `.jpg`, `.jpeg` or `.png`; names that start
 * with a dot are passed over.
 *
 * @param paths Files and folders.
 * @throws {EnvironmentError} If one is not there, or no picture is found.
 * @throws {UsageError} If two pictures would have the same id.
 */
export async function findImages(
  paths: readonly string[],
): Promise<ImageFile[]> {
  const found = (await Promise.all(paths.map(listed))).flat();
  if (found.length === 0) {
    throw new EnvironmentError(
      `There is no picture in ${
        paths.map((path) => `"${path}"`).join(", ")
      }: name JPEG or PNG files, or a folder of such`,
    );
  }
  const byId = Map.groupBy(found, ({ id }) => id);
  for (const [id, files] of byId) {
    const [one, other] = files;
    if (other === undefined) continue;
    throw new UsageError(
      `Two pictures would both be called "${id}" ("${
        one!.path
      }" and "${other.path}"): rename one, or name a folder that holds both`,
    );
  }
  return found.sort((a, b) => a.id < b.id ? -1 : 1);
}

async function listed(path: string): Promise<ImageFile[]> {
  let isDirectory: boolean;
  try {
    ({ isDirectory } = await Deno.stat(path));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new EnvironmentError(
      `There is no picture or folder "${path}": name what there is with --images`,
    );
  }
  if (!isDirectory) return [{ id: basename(path).normalize("NFC"), path }];
  return (await Array.fromAsync(pictures(path))).map((file) => ({
    id: relative(path, file).replaceAll(sep, "/").normalize("NFC"),
    path: file,
  }));
}

async function* pictures(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (name.startsWith(".")) continue;
    const path = join(folder, name);
    // Links to folders are not followed: they may lead in circles.
    if (isDirectory) yield* pictures(path);
    else if (PICTURE.test(name)) yield path;
  }
}
