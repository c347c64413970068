import { join } from "node:path";
import type { Blob } from "./action_result.ts";
import { digestFile } from "./digest.ts";
import type { Store } from "./store.ts";

/**
 * Takes a copy of a file into the store. Stages read the copy, so an edit while
 * they run can change neither what they see nor what is recorded.
 */
export async function ingestFile(store: Store, path: string): Promise<Blob> {
  const blob = await digestFile(path);
  if (await store.hasBlob(blob)) return blob;
  const copy = join(await store.temporaryFolder(), "copy");
  await Deno.copyFile(path, copy);
  // The copy is hashed anew: the file may have changed since.
  return await store.putFile(copy);
}
