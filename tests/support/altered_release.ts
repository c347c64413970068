import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { join } from "node:path";
import { createGunzip, gzipSync } from "node:zlib";
import { packTar, type TarEntry } from "modern-tar";
import { gitBlobId, GitTree } from "../../data/archive/git_tree.ts";
import { readTar } from "../../data/archive/read_tar.ts";
import type { Sources } from "../../pipeline/studies/sources.ts";
import { mirrorFolder } from "./mirror.ts";

/** A mirror of the first release with something changed. */
export interface AlteredRelease {
  /** A folder with the archive under its usual name. */
  readonly mirror: string;
  /** A file of sources that pins the altered bytes. */
  readonly sources: string;
}

/** What {@link alteredRelease} does to a release. */
export interface Alteration {
  /** Files to keep, by their path below the top folder; all unless said. */
  readonly keep?: (path: string) => boolean;
  /** New contents by path. */
  readonly change?: Readonly<Record<string, (text: string) => string>>;
}

const NAME = "release-v1";
const FOLDERS = ["annotations", "masks"];
const FILES = ["metadata.csv"];

/** Packs an altered copy of the first release, with sources that pin its ids. */
export async function alteredRelease(
  folder: string,
  { keep = () => true, change = {} }: Alteration,
): Promise<AlteredRelease> {
  const original: Sources = JSON.parse(
    await Deno.readTextFile(
      new URL("../../data/sources.json", import.meta.url),
    ),
  );
  const release = original[NAME]!;
  const stream = createReadStream(join(mirrorFolder(), release.archive))
    .pipe(createGunzip());
  const trees = new Map(FOLDERS.map((path) => [path, new GitTree()]));
  const paths: Record<string, string> = {};
  const entries: TarEntry[] = [];
  const unchanged = new Set(Object.keys(change));
  const files = readTar(
    Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>,
    { name: release.archive },
  );
  for await (const { name, bytes, executable } of files) {
    const path = name.slice(name.indexOf("/") + 1);
    const [top] = path.split("/");
    if (!FOLDERS.includes(top!) && !FILES.includes(path)) continue;
    if (!keep(path)) continue;
    const edit = change[path];
    unchanged.delete(path);
    const body = edit === undefined ? bytes : new TextEncoder().encode(
      edit(new TextDecoder().decode(bytes)),
    );
    const id = gitBlobId(body);
    const tree = trees.get(top!);
    if (tree === undefined) paths[path] = id;
    else tree.add(path.slice(top!.length + 1), { id, executable });
    entries.push({ header: { name, size: body.length, type: "file" }, body });
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
  const altered: Sources = { ...original, [NAME]: { ...release, paths } };
  await Deno.writeTextFile(sources, JSON.stringify(altered));
  return { mirror, sources };
}
