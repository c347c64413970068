/** What the file system says of a regular file. */
export interface FileStat {
  /** Bytes. */
  readonly size: number;
  /**
   * Device, inode, size and times as one text, which a write changes; `undefined`
   * where the system does not tell them all.
   */
  readonly mark: string | undefined;
  /** When the content or the file's own record last changed, in ms since 1970. */
  readonly changedAt: number;
}

/**
 * Looks at a file, behind links. It does not wait for other work in between, because
 * for hundreds of files that would take ten times as long.
 *
 * The time of the last change of the record (ctime) is in the mark because programs
 * can set the time of the last write back, and that one only the system sets.
 *
 * @returns `undefined` if it is no regular file.
 * @throws {Deno.errors.NotFound} If it is not there.
 */
export function fileStat(path: string): FileStat | undefined {
  const { isFile, size, dev, ino, mtime, ctime } = Deno.statSync(path);
  if (!isFile) return undefined;
  const times = [mtime?.getTime(), ctime?.getTime()];
  const told = [dev, ino, size, ...times];
  return {
    size,
    mark: told.some((x) => x === undefined || x === null)
      ? undefined
      : told.join(":"),
    changedAt: Math.max(...times.map((time) => time ?? Infinity)),
  };
}
