import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { join } from "node:path";
import { createGunzip, gzipSync } from "node:zlib";
import { packTar, type TarEntry } from "modern-tar";
import { gitBlobId, GitTree } from "../../data/archive/git_tree.ts";
import { readTar } from "../../data/archive/read_tar.ts";
import type { Sources } from "../../pipeline/studies/sources.ts";
import { mirrorFolder } from "./mirror.ts";

/** A mirror of a release with something changed. */
export interface AlteredRelease {
  /** A folder with the archive under its usual name. */
  readonly mirror: string;
  /** A file of sources that pins the altered bytes. */
  readonly sources: string;
}

/** What {@link alteredRelease} does to a release. */
export interface Alteration {
  /** The release's name in the sources; the first unless said. */
  readonly release?: string;
  /** Files to keep, by their path below the top folder; all unless said. */
  readonly keep?: (path: string) => boolean;
  /** New contents by path. */
  readonly change?: Readonly<Record<string, (text: string) => string>>;
  /** Other pins, of paths that are not in the archive. */
  readonly pins?: Readonly<Record<string, string>>;
}

/** Packs an altered copy of a release, with sources that pin its ids. */
export async function alteredRelease(
  folder: string,
  { release: name = "release-v1", keep = () => true, change = {}, pins = {} }:
    Alteration,
): Promise<AlteredRelease> {
  const original: Sources = JSON.parse(
    await Deno.readTextFile(
      new URL("../../data/sources.json", import.meta.url),
    ),
  );
  const release = original[name]!;
  const trees = new Map<string, GitTree>();
  const paths: Record<string, string> = { ...release.paths, ...pins };
  const entries: TarEntry[] = [];
  const unchanged = new Set(Object.keys(change));
  for await (const file of filesOf(release.archive)) {
    const { name, bytes, executable } = file;
    const path = name.slice(name.indexOf("/") + 1);
    const [top] = path.split("/");
    if (!Object.hasOwn(paths, top!) || !keep(path)) continue;
    const edit = change[path];
    unchanged.delete(path);
    const body = edit === undefined ? bytes : new TextEncoder().encode(
      edit(new TextDecoder().decode(bytes)),
    );
    const id = gitBlobId(body);
    if (path === top) paths[path] = id;
    else {
      trees.getOrInsertComputed(top!, () => new GitTree())
        .add(path.slice(top!.length + 1), { id, executable });
    }
    const mode = executable ? 0o755 : 0o644;
    entries.push({
      header: { name, size: body.length, type: "file", mode },
      body,
    });
  }
  const [missing] = unchanged;
  if (missing !== undefined) {
    throw new RangeError(`The release has no "${missing}"`);
  }
  for (const [path, tree] of trees) paths[path] = tree.id();
  const mirror = join(folder, "mirror");
  await Deno.mkdir(mirror, { recursive: true });
  await Deno.writeFile(
    join(mirror, release.archive),
    gzipSync(await packTar(entries), { level: 1 }),
  );
  const sources = join(folder, "sources.json");
  const altered: Sources = { ...original, [name]: { ...release, paths } };
  await Deno.writeTextFile(sources, JSON.stringify(altered));
  return { mirror, sources };
}

/** The files of an archive of the mirror, in its order. */
function filesOf(archive: string): ReturnType<typeof readTar> {
  const stream = createReadStream(join(mirrorFolder(), archive))
    .pipe(createGunzip());
  return readTar(
    Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>,
    { name: archive },
  );
}
