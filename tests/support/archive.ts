import { packTar, type TarEntry } from "modern-tar";
import { gzipSync } from "node:zlib";

/** A file for {@link gzippedTar}; text, or an entry's own header. */
export type ArchiveContent = string | TarEntry["header"];

/** Packs files into a gzipped tar, in the order given. */
export async function gzippedTar(
  files: Readonly<Record<string, ArchiveContent>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const entries = Object.entries(files).map(([name, content]): TarEntry => {
    if (typeof content !== "string") return { header: content };
    const body = new TextEncoder().encode(content);
    return { header: { name, size: body.length, type: "file" }, body };
  });
  return new Uint8Array(gzipSync(await packTar(entries)));
}
