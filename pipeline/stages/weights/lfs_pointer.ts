const VERSION = "version https://git-lfs.github.com/spec/v1";

const encoder = new TextEncoder();

/** How each pointer begins. */
const BEGINNING = encoder.encode(VERSION);

/** How many bytes of a file {@link isLfsPointer} looks at. */
export const LFS_POINTER_BEGINNING: number = BEGINNING.length;

/** Whether a file is a pointer of Git LFS, by its beginning. */
export function isLfsPointer(beginning: Uint8Array): boolean {
  return BEGINNING.every((byte, i) => beginning[i] === byte);
}

/** What Git LFS knows a file by. */
export interface LfsContent {
  /** The SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
  /** How many bytes it has. */
  readonly size: number;
}

/**
 * The pointer that git keeps in the place of a file, in the one form in which Git LFS
 * writes it (its specification, "The Pointer").
 */
export function lfsPointer({ sha256, size }: LfsContent): Uint8Array {
  return encoder.encode(`${VERSION}\noid sha256:${sha256}\nsize ${size}\n`);
}
