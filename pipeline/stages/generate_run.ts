import { join } from "node:path";
import { writeTar } from "../../data/archive/write_tar.ts";
import type { SampleCase } from "../../data/sample/sample_case.ts";
import { composeCase } from "../../data/sample/compose_case.ts";
import { evaluateCase } from "../../data/sample/evaluate_case.ts";
import { metadataTable } from "../../data/sample/metadata_table.ts";
import { ratersOf } from "../../data/sample/raters_of.ts";
import { annotationFiles } from "./generate/annotation_files.ts";
import { maskFiles } from "./generate/mask_files.ts";
import type { StageIO } from "../engine/stage.ts";
import type { GenerateParams } from "./generate.ts";
import { partName } from "./shards/part_name.ts";
import { shardOf } from "./shards/shard_of.ts";

/** Writes annotations, masks, metadata and scenes; each picture by its own numbers alone. */
export async function run(io: StageIO<GenerateParams>): Promise<void> {
  const { seed, images, shards } = io.params;
  const cases = Array.from(
    { length: images },
    (_, index) => composeCase(seed, index),
  );
  const evaluations = cases.flatMap((sample) =>
    ratersOf(sample.index).map((rater) => evaluateCase(sample, { rater, seed }))
  );
  writeTar(io.output("annotations"), annotationFiles(evaluations));
  writeTar(io.output("masks"), maskFiles(evaluations));
  await Deno.writeTextFile(
    io.output("metadata.csv"),
    metadataTable(cases.map(({ metadata }) => metadata)),
  );
  await writeScenes(cases, { folder: io.output("scenes"), shards });
}

async function writeScenes(
  cases: readonly SampleCase[],
  { folder, shards }: { readonly folder: string; readonly shards: number },
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const parts = Map.groupBy(
    cases.map(({ scene }) => scene),
    ({ image }) => shardOf(image, shards),
  );
  for (let shard = 0; shard < shards; shard++) {
    const scenes = parts.get(shard) ?? [];
    scenes.sort((a, b) => a.image < b.image ? -1 : 1);
    await Deno.writeTextFile(
      join(folder, partName(shard, "json")),
      `[${scenes.map((scene) => JSON.stringify(scene)).join(",\n")}]\n`,
    );
  }
}
