/** Which bytes of a file {@link readAt} reads. */
export interface Span {
  /** The first byte's offset in the file. */
  readonly start: number;
  /** How many bytes. */
  readonly size: number;
}

/**
 * Reads a part of a file: a single `readSync` may give fewer bytes than it is asked
 * for.
 *
 * @throws {RangeError} If the file ends before.
 */
export function readAt(
  file: Deno.FsFile,
  { start, size }: Span,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  file.seekSync(start, Deno.SeekMode.Start);
  for (let filled = 0; filled < size;) {
    const count = file.readSync(bytes.subarray(filled));
    if (count === null) {
      throw new RangeError(
        `Cannot read ${size} bytes at ${start}: the file has ${
          start + filled
        }: leave it alone while it is read`,
      );
    }
    filled += count;
  }
  return bytes;
}
