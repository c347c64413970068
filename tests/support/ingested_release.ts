import { join } from "node:path";
import { readTar } from "../../data/archive/read_tar.ts";
import { writeTar } from "../../data/archive/write_tar.ts";
import { ingest } from "../../pipeline/stages/ingest.ts";
import { run } from "../../pipeline/stages/ingest_run.ts";
import { mirrorFolder } from "./mirror.ts";
import { outputsOf } from "./outputs.ts";
import { stageIO } from "./stage_io.ts";

const COMMIT = "f047d04e6f5c7aea1ca5cf94c3b00bafdca4d297";

/** Ingests the first release from the mirror; returns its artifacts' paths by port. */
export async function ingestedRelease(
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const inputs = {
    annotations: join(folder, "annotations.tar"),
    metadata: join(folder, "metadata.csv"),
  };
  const files = await releaseFiles();
  writeTar(
    inputs.annotations,
    [...files].filter(([name]) => name.endsWith(".json")).sort(([a], [b]) =>
      a < b ? -1 : 1
    )
      .map(([name, bytes]) => ({ name, bytes })),
  );
  await Deno.writeFile(inputs.metadata, files.get("metadata.csv")!);
  const outputs = outputsOf(ingest);
  const params = { release: "v1", imagesWithoutMetadata: "refuse" } as const;
  const io = stageIO(folder, { params, inputs, outputs });
  await run(io);
  return Object.fromEntries(
    Object.keys(outputs).map((port) => [port, io.output(port)]),
  );
}

/** Annotations and metadata, by name without folders. */
async function releaseFiles(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const name = `dermx-${COMMIT}.tar.gz`;
  const tarball = await Deno.open(join(mirrorFolder(), name));
  const tar = tarball.readable.pipeThrough(new DecompressionStream("gzip"));
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const wanted = (path: string): boolean =>
    path.includes("/annotations/") || path.endsWith("/metadata.csv");
  for await (const file of readTar(tar, { name, wanted })) {
    files.set(file.name.split("/").at(-1)!, Uint8Array.from(file.bytes));
  }
  return files;
}
