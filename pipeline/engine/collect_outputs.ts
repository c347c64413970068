import { join } from "node:path";
import { StageError } from "./errors.ts";
import { isNotFound } from "./files.ts";
import type { Stage } from "./stage.ts";

/**
 * Finds the files that a stage left in its output folder, and refuses whatever is
 * not a declared, regular file.
 *
 * @param stage The stage.
 * @param folder Its output folder.
 * @returns Paths by port; a list, in order of the names, for a port of parts.
 * @throws {StageError} If a declared file is missing, or something is there that
 * is not declared, is no regular file (a link, a pipe, …), or would collide with
 * another on a file system that ignores case or the Unicode form.
 */
export async function collectOutputs(
  stage: Stage,
  folder: string,
): Promise<Record<string, string | string[]>> {
  const left = new Set(await regularFiles(stage, folder, ""));
  const names = new Map<string, string>();
  for (const file of left) {
    const folded = file.normalize("NFC").toLowerCase();
    const twin = names.get(folded);
    if (twin !== undefined) {
      throw new StageError(
        `Stage "${stage.id}" wrote "${twin}" and "${file}", which some file systems take for one name: rename one`,
      );
    }
    names.set(folded, file);
  }
  const outputs: Record<string, string | string[]> = {};
  for (const [port, { file, partitioned }] of Object.entries(stage.outputs)) {
    const files = partitioned
      ? [...left].filter((path) => path.startsWith(`${file}/`)).sort()
      : [file];
    for (const path of files) {
      if (!left.delete(path)) {
        throw new StageError(
          `Stage "${stage.id}" did not write its output "${path}"`,
        );
      }
    }
    const paths = files.map((path) => join(folder, path));
    outputs[port] = partitioned ? paths : paths[0]!;
  }
  const [surplus] = left;
  if (surplus !== undefined) {
    throw new StageError(
      `Stage "${stage.id}" wrote "${surplus}", which is not among its outputs: declare it or write it to the scratch folder`,
    );
  }
  return outputs;
}

async function regularFiles(
  stage: Stage,
  folder: string,
  prefix: string,
): Promise<string[]> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(join(folder, prefix))) {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    const info = await lstat(join(folder, path));
    if (info?.isDirectory) {
      files.push(...await regularFiles(stage, folder, path));
    } else if (info?.isFile) {
      files.push(path);
    } else {
      throw new StageError(
        `Stage "${stage.id}" left "${path}", which is not a regular file: an artifact must be one`,
      );
    }
  }
  return files;
}

async function lstat(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.lstat(path);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Makes the folders that a stage's outputs go to, and gives their paths. */
export async function prepareOutputs(
  stage: Stage,
  folder: string,
): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  for (const [port, { file, partitioned }] of Object.entries(stage.outputs)) {
    const path = join(folder, file);
    await Deno.mkdir(partitioned ? path : join(path, ".."), {
      recursive: true,
    });
    paths[port] = path;
  }
  return paths;
}
