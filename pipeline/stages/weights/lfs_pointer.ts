/** How each file begins that Git LFS puts in the place of a large one. */
const BEGINNING = new TextEncoder().encode(
  "version https://git-lfs.github.com/spec/v1",
);

/** How many bytes of a file {@link isLfsPointer} looks at. */
export const LFS_POINTER_BEGINNING: number = BEGINNING.length;

/** Whether a file is a pointer of Git LFS, by its beginning. */
export function isLfsPointer(beginning: Uint8Array): boolean {
  return BEGINNING.every((byte, i) => beginning[i] === byte);
}
