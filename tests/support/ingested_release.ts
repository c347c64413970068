import { join } from "node:path";
import { readTar } from "../../data/archive/read_tar.ts";
import { writeTar } from "../../data/archive/write_tar.ts";
import type { Release } from "../../data/dermx/ontology.ts";
import { ingest, type IngestParams } from "../../pipeline/stages/ingest.ts";
import { run } from "../../pipeline/stages/ingest_run.ts";
import { releaseOf, type Sources } from "../../pipeline/studies/sources.ts";
import { mirrorFolder } from "./mirror.ts";
import { outputsOf } from "./outputs.ts";
import { readJson } from "./read_json.ts";
import { stageIO } from "./stage_io.ts";

/** What the studies say of the images that the metadata lack. */
const IMAGES_WITHOUT_METADATA = {
  v1: "refuse",
  v2: "keep",
} as const satisfies Record<Release, IngestParams["imagesWithoutMetadata"]>;

/**
 * Ingests a release from the mirror, the first unless said; returns its artifacts'
 * paths by port, and that of its `folds`, of which the first release has none.
 */
export async function ingestedRelease(
  folder: string,
  release: Release = "v1",
): Promise<Readonly<Record<string, string>>> {
  const inputs = {
    annotations: join(folder, "annotations.tar"),
    metadata: join(folder, "metadata.csv"),
  };
  const folds = join(folder, "folds.tar");
  const files = await releaseFiles(release);
  const named = (wanted: RegExp): { name: string; bytes: Uint8Array }[] =>
    [...files].filter(([name]) => wanted.test(name))
      .sort(([a], [b]) => a < b ? -1 : 1)
      .map(([name, bytes]) => ({ name, bytes }));
  writeTar(inputs.annotations, named(/\.json$/));
  writeTar(folds, named(/_fold_/));
  await Deno.writeFile(inputs.metadata, files.get("metadata.csv")!);
  const outputs = outputsOf(ingest);
  const imagesWithoutMetadata = IMAGES_WITHOUT_METADATA[release];
  const params = { release, imagesWithoutMetadata };
  const io = stageIO(folder, { params, inputs, outputs });
  await run(io);
  const ingested = Object.keys(outputs).map((port) => [port, io.output(port)]);
  return { ...Object.fromEntries(ingested), folds };
}

/** Annotations, metadata and folds, by name without folders. */
async function releaseFiles(
  release: Release,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const sources = await readJson<Sources>(
    new URL("../../data/sources.json", import.meta.url),
  );
  const { archive: name } = releaseOf(sources, `release-${release}`);
  const tarball = await Deno.open(join(mirrorFolder(), name));
  const tar = tarball.readable.pipeThrough(new DecompressionStream("gzip"));
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const wanted = (path: string): boolean =>
    /\/(annotations|folds)\//.test(path) || path.endsWith("/metadata.csv");
  for await (const file of readTar(tar, { name, wanted })) {
    files.set(file.name.split("/").at(-1)!, Uint8Array.from(file.bytes));
  }
  return files;
}
