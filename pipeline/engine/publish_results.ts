import { dirname, isAbsolute, join } from "node:path";
import type { Blob } from "./action_result.ts";
import { StageError } from "./errors.ts";
import { FileDigests } from "./file_digests.ts";
import {
  isNotEmpty,
  isNotFound,
  readIfThere,
  replaceFile,
  sizeOfFile,
} from "./files.ts";
import type { StudyOutcome } from "./run_study.ts";
import type { Store } from "./store.ts";
import type { Study } from "./study.ts";

/** A file of the results folder, and the blob that it is a copy of. */
export interface PublishedFile {
  /** The path below the study's results folder. */
  readonly file: string;
  /** What the file must hold. */
  readonly blob: Blob;
}

/** What {@link publishResults} did. */
export interface Published {
  /** All that the folder holds. */
  readonly files: readonly PublishedFile[];
  /** How many of them were written; the others were in place. */
  readonly written: number;
}

/** The listing that {@link publishResults} leaves in each folder of artifacts. */
const LISTING = "SHA256SUMS";

/**
 * The files that a study's results folder holds: the study's publications at the
 * top, and below `artifacts/<node>/` every output of every node that is done.
 */
export function publishedFiles(
  study: Study,
  outcomes: StudyOutcome,
): PublishedFile[] {
  const top = study.publications.flatMap(({ file, node, port }) => {
    const outcome = outcomes.get(node);
    return outcome?.state === "done"
      ? filesOf(file, outcome.outputs[port]!)
      : [];
  });
  const artifacts = study.nodes.flatMap((node) => {
    const outcome = outcomes.get(node.id);
    if (outcome?.state !== "done") return [];
    if (study.unpublished?.includes(node.id)) return [];
    return Object.entries(node.stage.outputs).flatMap(([port, output]) =>
      filesOf(
        `artifacts/${node.id}/${output.file}${output.extension ?? ""}`,
        outcome.outputs[port]!,
      )
    );
  });
  return [...top, ...artifacts];
}

/**
 * Copies a study's outputs to its results folder. The copies are the user's: they
 * are never links into the store, and files that an earlier run left and this one
 * does not are removed.
 *
 * Each folder of artifacts, and the results folder itself, has a listing that
 * `sha256sum -c SHA256SUMS` accepts.
 *
 * @param folder The study's results folder.
 * @param files From {@link publishedFiles}.
 * @throws {StageError} If a blob is damaged in the store.
 */
export async function publishResults(
  folder: string,
  files: readonly PublishedFile[],
  store: Store,
): Promise<Published> {
  const earlier = await listed(folder);
  const digests = await FileDigests.open(store);
  const wrote = await Promise.all(
    files.map((file) => place(folder, file, { store, digests })),
  );
  await digests.save();
  const listings = new Map<string, PublishedFile[]>([["", []]]);
  for (const entry of files) {
    const home = /^artifacts\/[^/]+/.exec(entry.file)?.[0] ?? "";
    listings.set(home, [...listings.get(home) ?? [], entry]);
  }
  const current = new Set(files.map(({ file }) => file));
  for (const home of listings.keys()) current.add(join(home, LISTING));
  // Before the listings: they know what is left to remove if this is cut short.
  for (const file of earlier) {
    if (!current.has(file)) await removeStale(folder, file);
  }
  await Promise.all(
    Array.from(
      listings,
      ([home, entries]) => writeListing(join(folder, home), home, entries),
    ),
  );
  return { files, written: wrote.filter(Boolean).length };
}

/** Which of the files are absent from the results folder, or other than they should be. */
export async function staleFiles(
  folder: string,
  files: readonly PublishedFile[],
  digests: FileDigests,
): Promise<PublishedFile[]> {
  const checks = await Promise.all(
    files.map((entry) => isInPlace(folder, entry, digests)),
  );
  return files.filter((_, i) => !checks[i]);
}

function filesOf(
  file: string,
  output: Blob | readonly Blob[],
): PublishedFile[] {
  if ("digest" in output) return [{ file, blob: output }];
  // Parts: a folder of numbered files, with the extension of the whole.
  const extension = /\.[a-z0-9]+$/.exec(file)?.[0] ?? "";
  const stem = file.slice(0, file.length - extension.length);
  return output.map((blob, i) => ({
    file: `${stem}/${String(i).padStart(5, "0")}${extension}`,
    blob,
  }));
}

async function isInPlace(
  folder: string,
  { file, blob }: PublishedFile,
  digests: FileDigests,
): Promise<boolean> {
  const path = join(folder, file);
  return sizeOfFile(path) === blob.size &&
    (await digests.of(path)).digest === blob.digest;
}

/** Copies a blob to its place unless it is there; says whether it wrote. */
async function place(
  folder: string,
  entry: PublishedFile,
  { store, digests }: { store: Store; digests: FileDigests },
): Promise<boolean> {
  if (await isInPlace(folder, entry, digests)) return false;
  const { file, blob } = entry;
  if (!await store.verifyBlob(blob)) {
    throw new StageError(
      `Cannot copy "${file}" to the results: its bytes in the store were damaged and are now in quarantine: run again to make them anew`,
    );
  }
  const path = join(folder, file);
  await Deno.mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  await Deno.copyFile(store.blobPath(blob.digest), temporary);
  await Deno.rename(temporary, path);
  digests.wrote(path, blob);
  return true;
}

async function writeListing(
  folder: string,
  home: string,
  entries: readonly PublishedFile[],
): Promise<void> {
  const prefix = home === "" ? 0 : home.length + 1;
  const text = entries
    .map(({ file, blob }) => `${blob.digest}  ${file.slice(prefix)}\n`)
    .sort((a, b) => a.slice(66) < b.slice(66) ? -1 : 1)
    .join("");
  const path = join(folder, LISTING);
  if (text !== await readIfThere(path)) await replaceFile(path, text);
}

/** The files that the listings of an earlier run name, and those listings. */
async function listed(folder: string): Promise<string[]> {
  const homes = [""];
  try {
    for await (const { name } of Deno.readDir(join(folder, "artifacts"))) {
      homes.push(`artifacts/${name}`);
    }
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  const files = await Promise.all(homes.map(async (home) => {
    const text = await readIfThere(join(folder, home, LISTING));
    if (text === undefined) return [];
    const names = text.split("\n").filter((line) => line !== "")
      .map((line) => join(home, line.slice(66)));
    // The listings come last, as they tell what else there is to remove.
    return [...names, join(home, LISTING)];
  }));
  // Anyone may have edited a listing: it must not lead out of the folder.
  return files.flat().filter((file) =>
    !isAbsolute(file) && !/^\.\.(\/|$)/.test(file)
  );
}

/** Removes a file of an earlier run, and the folders that it leaves empty. */
async function removeStale(folder: string, file: string): Promise<void> {
  try {
    await Deno.remove(join(folder, file));
    for (let up = dirname(file); up !== "."; up = dirname(up)) {
      await Deno.remove(join(folder, up));
    }
  } catch (error) {
    if (isNotFound(error) || isNotEmpty(error)) return;
    throw error;
  }
}
