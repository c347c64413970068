/**
 * The end of an error message about an unknown name: the nearest known name, if
 * one is near, else the list of all.
 *
 * @param name What was asked for.
 * @param known What there is.
 * @param options.listed What to list where nothing is near: all there is, unless said.
 * @returns A text such as `: did you mean "agreement"?`, empty if nothing is known.
 */
export function didYouMean(
  name: string,
  known: readonly string[],
  { listed = known }: { readonly listed?: readonly string[] } = {},
): string {
  if (known.length === 0) return "";
  const [nearest] = known
    .map((candidate) => ({
      candidate,
      distance: editDistance(name, candidate),
    }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest!.distance <= Math.max(1, Math.floor(name.length / 3))) {
    return `: did you mean "${nearest!.candidate}"?`;
  }
  return `: choose one of ${listed.map((x) => `"${x}"`).join(", ")}`;
}

/** Insertions, deletions, substitutions, and exchanges of two neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, row[j]! + 1, next[j - 1]! + 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        next[j] = Math.min(next[j]!, before[j - 2]! + 1);
      }
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
