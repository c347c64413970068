import { join } from "node:path";
import { UsageError } from "../usage_error.ts";

/** The file by which a folder is known to hold results of `gradcam`. */
export const SUMMARY = "summary.json";

/** The model that yields the maps, beside them. */
export const REWRITTEN = "model.cam.onnx";

/** The folder of pictures within the results. */
export const OVERLAYS = "overlays";

/**
 * Checks that results can go to a folder: it is not there yet, is empty, or holds
 * results of an earlier run.
 *
 * @throws {UsageError} If it holds other things, or is no folder.
 */
export async function checkFolder(out: string): Promise<void> {
  let names: string[];
  try {
    names = (await Array.fromAsync(Deno.readDir(out))).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    if (!(error instanceof Deno.errors.NotADirectory)) throw error;
    throw new UsageError(`"${out}" is no folder: name another with --out`);
  }
  // A run that was killed has left no summary.
  const isOurs = names.includes(SUMMARY) || names.includes(REWRITTEN);
  if (names.length > 0 && !isOurs) {
    throw new UsageError(
      `"${out}" holds other files ("${
        names.sort()[0]
      }"): name a new folder with --out, or one with earlier results`,
    );
  }
}

/**
 * Makes a folder ready for results. Of an earlier run it removes the summary, so that
 * none speaks of files that it did not see made, and the pictures, of which this run
 * may draw others.
 */
export async function clearFolder(out: string): Promise<void> {
  await Deno.mkdir(out, { recursive: true });
  for (const name of [SUMMARY, OVERLAYS]) {
    await Deno.remove(join(out, name), { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}
