import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";

/** The name of a listing, as `sha256sum` reads it. */
const LISTING = "SHA256SUMS";

/**
 * Checks that `sha256sum` accepts every listing of a results folder, and that they
 * list every file but the manifest.
 *
 * @returns The files at the top of the results, sorted.
 */
export async function assertListings(results: string): Promise<string[]> {
  const files = (await Array.fromAsync(filesBelow(results)))
    .map((path) => relative(results, path));
  const isListing = (path: string): boolean => path.endsWith(LISTING);
  const listed: string[] = [];
  for (const home of files.filter(isListing).map(dirname)) {
    const cwd = join(results, home);
    const { success, stderr } = await new Deno.Command("sha256sum", {
      args: ["--check", "--strict", "--quiet", LISTING],
      cwd,
    }).output();
    assert.ok(success, `${home}: ${new TextDecoder().decode(stderr)}`);
    const text = await Deno.readTextFile(join(cwd, LISTING));
    for (const [, path] of text.matchAll(/^[0-9a-f]{64} {2}(.+)$/gm)) {
      listed.push(join(home, path!));
    }
  }
  const wanted = files.filter((path) =>
    !isListing(path) && path !== "manifest.json"
  );
  assert.deepEqual(listed.sort(), wanted.sort());
  return wanted.filter((path) => !path.startsWith("artifacts/"));
}

/** The paths of all files in a folder and in those below. */
export async function* filesBelow(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* filesBelow(path);
    else yield path;
  }
}
