/**
 * The `id` of a claim's number in the page, which is also the fragment that
 * links to it: the claim's id with each part percent-encoded, so that it has no
 * spaces and reads the same in an address: `table3b/Sun%20damage/f1_mean`.
 */
export function claimAnchor(id: string): string {
  return id.toWellFormed().split("/").map(encodeURIComponent).join("/");
}

/**
 * The `id` of another thing in the page, such as `finding-discarded`. It has no
 * slash, which every claim's id has, so the two cannot meet.
 */
export function anchor(kind: string, name: string): string {
  return `${kind}-${encodeURIComponent(name.toWellFormed())}`;
}
