/** What file managers leave in folders that are looked at. */
const LITTER =
  /(^|\/)(\.DS_Store|\._[^/]*|\.directory|Thumbs\.db|desktop\.ini)$/;

/** In a folder of more files than this, more is wrong than one of them. */
const ONE_OF = 100;

/**
 * Finds the files but for which a folder is the pinned one: what file managers leave
 * there, or any one file.
 *
 * @param files The folder's.
 * @param isPinned Whether some of them are the pinned folder.
 * @returns None if it is not they that make the difference.
 */
export function surplusFiles<T extends { readonly name: string }>(
  files: readonly T[],
  isPinned: (files: readonly T[]) => boolean,
): readonly T[] {
  const suspects = [
    files.filter(({ name }) => LITTER.test(name)),
    ...(files.length > ONE_OF ? [] : files.map((file) => [file])),
  ];
  return suspects.find((some) =>
    isPinned(files.filter((file) => !some.includes(file)))
  ) ?? [];
}
