import { join } from "node:path";
import { Readable } from "node:stream";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { readTar } from "../../data/archive/read_tar.ts";
import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import type { Sources } from "../../pipeline/studies/sources.ts";
import { type AlteredRelease, alteredRelease } from "./altered_release.ts";
import { mirrorFolder } from "./mirror.ts";
import { readJson } from "./read_json.ts";

/** A mirror of the second release with few of its images, and what is left of it. */
export interface Excerpt extends AlteredRelease {
  /** Where the mirror holds the weights, if it does. */
  readonly weights: string;
  /** The images that each fold tests. */
  readonly folds: readonly (readonly string[])[];
}

const RELEASE = "release-v2";
const FOLDS = 10;

/**
 * The second release with two images of each published fold, of two diagnoses: their
 * annotations, outlines, metadata and lines of the folds' lists, as released.
 *
 * @param weightsId The git id of the folder of weights.
 */
export async function dermxdbExcerpt(
  folder: string,
  { weightsId }: { readonly weightsId: string },
): Promise<Excerpt> {
  const { [RELEASE]: release } = await readJson<Sources>(
    new URL("../../data/sources.json", import.meta.url),
  );
  const { archive } = release!;
  const lists = await testLists(archive);
  const folds = lists.map((text, fold) => chosen(text, fold));
  const files = folds.flat();
  const stems = files.map(stemOf);
  const kept = (text: string): string => {
    const [header, ...lines] = text.trimEnd().split("\n");
    const own = lines.filter((line) =>
      line.split(/[,;]/).some((field) => files.includes(field))
    );
    return `${[header, ...own].join("\n")}\n`;
  };
  const tables = [
    "metadata.csv",
    ...Array.from(
      { length: FOLDS },
      (_, fold) =>
        ["train", "test"].map((part) =>
          `folds/metadata_fold_${fold}_${part}.csv`
        ),
    ).flat(),
  ];
  const altered = await alteredRelease(folder, {
    release: RELEASE,
    keep: (path) =>
      path.endsWith(".csv") ||
      stems.some((stem) =>
        path.includes(`_${stem}.`) || path.includes(`_${stem}_`)
      ),
    change: Object.fromEntries(tables.map((path) => [path, kept])),
    pins: { model_weights: weightsId },
  });
  return {
    ...altered,
    weights: join(
      altered.mirror,
      archive.replace(/\.tar\.gz$/, ""),
      "model_weights",
    ),
    folds: folds.map((images) => images.map(stemOf)),
  };
}

/** The text of each fold's test list. */
async function testLists(archive: string): Promise<string[]> {
  const stream = createReadStream(join(mirrorFolder(), archive))
    .pipe(createGunzip());
  const texts: string[] = [];
  const tar = Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>;
  const wanted = (path: string): boolean => path.endsWith("_test.csv");
  for await (const { name, bytes } of readTar(tar, { name: archive, wanted })) {
    texts[Number(/fold_(\d)/.exec(name)![1])] = new TextDecoder().decode(bytes);
  }
  return texts;
}

/** The files of two images of a list, of two diagnoses that differ from fold to fold. */
function chosen(list: string, fold: number): string[] {
  return [fold + 3, fold + 5].map((i) => {
    const diagnosis = `,${DIAGNOSES[i % DIAGNOSES.length]},`;
    const line = list.split("\n").find((line) => line.includes(diagnosis));
    return line!.split(",")[4]!;
  });
}

function stemOf(file: string): string {
  return file.slice(0, file.lastIndexOf("."));
}
