/**
 * Compares the rasteriser with every mask picture of the first release, instance
 * by instance; the pictures, which the labelling tool made, are the peer. Exits
 * with 1 unless all but four are the same, and those differ by one pixel each.
 *
 * ```sh
 * deno run --allow-read --allow-env bench/raster_oracle.ts
 * ```
 */
import { join } from "node:path";
import { readTar } from "../data/archive/read_tar.ts";
import { decodeMaskPng } from "../data/dermx/decode_mask_png.ts";
import { stemOf } from "../data/dermx/file_name.ts";
import { parseInstanceIndex } from "../data/dermx/instance_index.ts";
import { area, intersectionArea, type Mask } from "../data/dermx/mask.ts";
import { parseAnnotationFile } from "../data/dermx/parse_annotation_file.ts";
import { rasterise } from "../data/dermx/rasterise.ts";
import { mirrorFolder } from "../tests/support/mirror.ts";

const ARCHIVE = "dermx-f047d04e6f5c7aea1ca5cf94c3b00bafdca4d297.tar.gz";
const EXPECTED = { pictures: 3562, differing: 4, differingPixels: 4 };

/** An outlined annotation under the name of its picture. */
interface Instance {
  readonly characteristic: string;
  readonly mask: Mask;
}

/** What became of the comparison. */
interface Outcome {
  pictures: number;
  /** Names and differing pixels of the pictures that are not the same. */
  readonly differing: Map<string, number>;
  /** Pictures that no annotation accounts for, or whose class is another. */
  readonly strangers: string[];
}

const started = performance.now();
const outcome = await compareAll(join(mirrorFolder(), ARCHIVE));
const pixels = [...outcome.differing.values()].reduce((a, b) => a + b, 0);
const passed = outcome.pictures === EXPECTED.pictures &&
  outcome.differing.size === EXPECTED.differing &&
  pixels === EXPECTED.differingPixels && outcome.strangers.length === 0;
const lines = [
  `${
    outcome.pictures - outcome.differing.size
  } of ${outcome.pictures} pictures identical`,
  ...[...outcome.differing].map(([name, n]) => `differs by ${n}: ${name}`),
  ...outcome.strangers.map((name) => `without an annotation: ${name}`),
  `${((performance.now() - started) / 1000).toFixed(1)} s, ${
    passed ? "as expected" : "NOT as expected"
  }`,
];
await Deno.stdout.write(new TextEncoder().encode(lines.join("\n") + "\n"));
Deno.exit(passed ? 0 : 1);

/** One pass: the archive holds the annotations before the index and the pictures. */
async function compareAll(path: string): Promise<Outcome> {
  const instances = new Map<string, Instance>();
  const classes = new Map<string, string>();
  const outcome: Outcome = { pictures: 0, differing: new Map(), strangers: [] };
  const archive = await Deno.open(path);
  const stream = archive.readable.pipeThrough(new DecompressionStream("gzip"));
  for await (const { name, bytes } of readTar(stream, { name: path })) {
    const file = name.slice(name.lastIndexOf("/") + 1);
    if (file.endsWith(".json")) {
      for (const [id, instance] of instancesOf({ name: file, bytes })) {
        instances.set(id, instance);
      }
    } else if (file === "instance_mask_annotations.csv") {
      const text = new TextDecoder().decode(bytes);
      for (const { id, characteristic } of parseInstanceIndex({ name, text })) {
        classes.set(id, characteristic);
      }
    } else if (file.endsWith(".png")) {
      const id = stemOf(file);
      const ours = instances.get(id);
      outcome.pictures++;
      if (ours === undefined || classes.get(id) !== ours.characteristic) {
        outcome.strangers.push(id);
        continue;
      }
      const theirs = decodeMaskPng({ name: file, bytes });
      const different = area(ours.mask) + area(theirs) -
        2 * intersectionArea(ours.mask, theirs);
      if (different > 0) outcome.differing.set(id, different);
    }
  }
  return outcome;
}

/** The masks of a file's outlined annotations, named by their place among those. */
function instancesOf(
  file: { readonly name: string; readonly bytes: Uint8Array },
): [string, Instance][] {
  const evaluation = parseAnnotationFile(file, { release: "v1" });
  const outlined = evaluation.annotations.flatMap(({ name, paths }) =>
    paths === undefined ? [] : [{ name, paths }]
  );
  return outlined.map(({ name, paths }, i) => [
    `${stemOf(file.name)}_${String(i).padStart(5, "0")}`,
    { characteristic: name, mask: rasterise(paths, evaluation) },
  ]);
}
