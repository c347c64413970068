import type { Code } from "../engine/code.ts";
import type { Digest } from "../engine/digest.ts";
import type { Store } from "../engine/store.ts";
import { filesOfBundle } from "../engine/bundle_files.ts";

/**
 * The project's files in which two bundles of a stage differ, one a line such as
 * `changed pipeline/metrics/pairs.ts`. Some of the changes may have no effect on
 * the bundle: comments, types and unused helpers.
 *
 * @returns The lines; empty if the bundles are the same, or the files of the
 * earlier one are not known any more.
 */
export async function changedFiles(
  store: Store,
  { before, after }: { readonly before: Digest; readonly after: Code },
): Promise<string[]> {
  if (before === after.bundle) return [];
  const files = await filesOfBundle(store, before);
  if (files === undefined) return [];
  const names = new Set([...Object.keys(files), ...Object.keys(after.files)]);
  return [...names].sort().flatMap((name) => {
    const [old, now] = [files[name], after.files[name]];
    if (old === now) return [];
    const verb = old === undefined
      ? "added"
      : now === undefined
      ? "removed"
      : "changed";
    return [`${verb} ${name}`];
  });
}
