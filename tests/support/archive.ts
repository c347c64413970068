import { packTar, type TarEntry } from "modern-tar";
import { gzipSync } from "node:zlib";

/** A file for {@link gzippedTar}: its text, or an entry with a header of its own. */
export type ArchiveContent = string | TarEntry;

/** Packs files into a gzipped tar, in the order given. */
export async function gzippedTar(
  files: Readonly<Record<string, ArchiveContent>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const entries = Object.entries(files).map(([name, content]): TarEntry => {
    if (typeof content !== "string") return content;
    const body = new TextEncoder().encode(content);
    return { header: { name, size: body.length, type: "file" }, body };
  });
  return new Uint8Array(gzipSync(await packTar(entries)));
}
