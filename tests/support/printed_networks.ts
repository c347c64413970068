import { benchmarkStage } from "../../pipeline/stages/benchmark.ts";
import { PUBLISHED_BENCHMARK } from "../../pipeline/stages/benchmark_published.ts";
import { readMatrices } from "../../pipeline/stages/evidence/read_matrices.ts";
import { UNION } from "../../pipeline/stages/masks/union.ts";
import {
  BenchmarkFiles,
  type SomeImage,
  type SomeLogits,
} from "./benchmark_files.ts";
import { publishedFile } from "./published_file.ts";

const { diagnoses, characteristics, architectures } = PUBLISHED_BENCHMARK;

/** Files by port. */
export type Inputs = Record<string, string | readonly string[]>;

/**
 * Inputs of networks that prefer the outputs that the authors' notebooks count, on
 * images made up to that end; every outline is of the first image.
 */
export async function printedNetworks(
  folder: string,
): Promise<{ inputs: Inputs; stage: ReturnType<typeof benchmarkStage> }> {
  const matrices = await readMatrices(
    publishedFile("confusion_matrices.csv"),
    diagnoses,
  );
  const files = new BenchmarkFiles(folder);
  const totals = matrices.get("resnet50")![0]!.map((row) =>
    row.reduce((a, b) => a + b)
  );
  const images = diagnoses.flatMap((diagnosis, index) =>
    Array.from({ length: totals[index]! }, (_, i): SomeImage => ({
      image: `image${index}_${i}`,
      diagnosis,
      raters: { derm1: [diagnosis], derm2: [diagnosis] },
    }))
  );
  const outlines = [...characteristics, UNION].flatMap((characteristic) =>
    PUBLISHED_BENCHMARK.wirings.map(({ id }) => ({
      image: images[0]!.image,
      target: id,
      rater: "derm1",
      characteristic,
      scores: {},
    }))
  );
  const scores = [await files.scores(outlines)];
  const inputs: Inputs = {
    ...await files.ingested(images),
    centre_scores: scores,
    random_scores: scores,
    rater_scores: [await files.raterScores([])],
    sizes: [await files.lines("image,width,height", "image0_0,4,3")],
    paper: publishedFile("dataset_paper.csv"),
  };
  for (const { id, networks } of architectures) {
    for (const [run, network] of networks.entries()) {
      const logits: Record<string, readonly number[]> = {};
      matrices.get(id)![run]!.forEach((row, index) => {
        const preferred = row.flatMap((count, output) =>
          new Array<number>(count).fill(output)
        );
        preferred.forEach((output, i) => {
          logits[`image${index}_${i}`] = diagnoses.map((_, at) =>
            at === output ? 2 : -at
          );
        });
      });
      const predicted = await files.predictions(halves(logits));
      inputs[`logits.${network}`] = predicted.logits;
      inputs[`ids.${network}`] = predicted.ids;
      inputs[`scores.${network}`] = scores;
      inputs[`states.${network}`] = [
        await files.lines("image,class,state", "image0_0,0,ok"),
      ];
    }
  }
  const ids = architectures.flatMap(({ networks }) => networks);
  return { inputs, stage: benchmarkStage(ids) };
}

function halves(logits: SomeLogits): SomeLogits[] {
  const images = Object.entries(logits);
  return [images.slice(0, 200), images.slice(200)].map((part) =>
    Object.fromEntries(part)
  );
}
