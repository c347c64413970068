import { createTarPacker } from "modern-tar";

/** A file to be packed by {@link writeTar}. */
export interface TarFile {
  /** The path inside the archive. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Writes an uncompressed tar archive whose bytes depend on names and contents
 * alone: modes, owners and times are the same for every file.
 *
 * @param path Where to write it.
 * @param files The files, in the archive's order; one is held in memory at a time.
 */
export async function writeTar(
  path: string,
  files: Iterable<TarFile>,
): Promise<void> {
  const output = await Deno.open(path, { write: true, createNew: true });
  const { readable, controller } = createTarPacker();
  const written = readable.pipeTo(output.writable);
  for (const { name, bytes } of files) {
    const entry = controller.add({
      name,
      size: bytes.length,
      type: "file",
      mode: 0o644,
      mtime: new Date(0),
    });
    const writer = entry.getWriter();
    await writer.write(bytes);
    await writer.close();
  }
  controller.finalize();
  await written;
}
