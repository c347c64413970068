import { join } from "node:path";
import { readTar } from "../../data/archive/read_tar.ts";
import { writeTar } from "../../data/archive/write_tar.ts";
import { releaseOf, type Sources } from "../../pipeline/studies/sources.ts";
import { mirrorFolder } from "./mirror.ts";
import { readJson } from "./read_json.ts";

/** The header of a fold's list. */
export const FOLD_HEADER =
  ",original_filename,dataset,diagnosis,current_filename,patient_id";

/** A line of a fold's list. */
export function foldLine(
  image: string,
  { diagnosis, patient = image }: {
    readonly diagnosis: string;
    readonly patient?: string;
  },
): string {
  return `7,${image}.jpg,SD-260,${diagnosis},${image}.jpeg,${patient}`;
}

/** Packs the lists of folds, each a header and lines, by the name of its file. */
export function packFolds(
  path: string,
  lists: Readonly<Record<string, readonly string[]>>,
): void {
  const files = Object.entries(lists).map(([name, lines]) => ({
    name,
    bytes: new TextEncoder().encode(
      [FOLD_HEADER, ...lines].map((line) => `${line}\n`).join(""),
    ),
  }));
  writeTar(path, files);
}

/** Packs the second release's folds from the mirror, as `fetch` does; returns the path. */
export async function releasedFolds(folder: string): Promise<string> {
  const sources = await readJson<Sources>(
    new URL("../../data/sources.json", import.meta.url),
  );
  const { archive: name } = releaseOf(sources, "release-v2");
  const tarball = await Deno.open(join(mirrorFolder(), name));
  const tar = tarball.readable.pipeThrough(new DecompressionStream("gzip"));
  const files: { name: string; bytes: Uint8Array }[] = [];
  const wanted = (path: string): boolean => path.includes("/folds/");
  for await (const file of readTar(tar, { name, wanted })) {
    files.push({ name: file.name.split("/").at(-1)!, bytes: file.bytes });
  }
  const path = join(folder, "folds.tar");
  writeTar(path, files.sort((a, b) => a.name < b.name ? -1 : 1));
  return path;
}
