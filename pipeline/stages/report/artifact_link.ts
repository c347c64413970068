/**
 * The address of an artifact from a report in the results folder.
 *
 * @param artifact `<node>/<file>`, as a ledger names it.
 * @returns A relative address, or `undefined` where the name would lead out of
 * the folder.
 */
export function artifactLink(artifact: string): string | undefined {
  const parts = artifact.toWellFormed().split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    return undefined;
  }
  return ["artifacts", ...parts.map(encodeURIComponent)].join("/");
}
