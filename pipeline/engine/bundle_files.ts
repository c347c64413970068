import { join } from "node:path";
import type { Digest } from "./digest.ts";
import { readIfThere, replaceFile } from "./files.ts";
import type { Store } from "./store.ts";

/** Remembers which files of the project a bundle was made from. */
export async function rememberFilesOfBundle(
  store: Store,
  bundle: Digest,
  files: Readonly<Record<string, Digest>>,
): Promise<void> {
  await replaceFile(
    pathOf(store, bundle),
    `${JSON.stringify(files, null, 1)}\n`,
  );
}

/** The files of the project that a bundle was made from, by path, if remembered. */
export async function filesOfBundle(
  store: Store,
  bundle: Digest,
): Promise<Record<string, Digest> | undefined> {
  const text = await readIfThere(pathOf(store, bundle));
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathOf(store: Store, bundle: Digest): string {
  return join(store.path, "code", "files", `${bundle}.json`);
}
