/**
 * Prepares what `score_bench.ts` scores, in the folder that the command line names: the
 * first release's annotations as `ingest` writes them, and for each network and shard
 * maps of 10 x 13 for six classes. The maps are made up: a bell somewhere on the image,
 * of some width, with noise on it, cut off below and quantised as Grad-CAM maps are.
 */
import { join } from "node:path";
import { writeNpy } from "../data/npy.ts";
import { writeJson } from "../data/write_json.ts";
import { readImages } from "../pipeline/stages/evaluations/read_images.ts";
import { normalisedMap } from "../pipeline/stages/networks/normalised_map.ts";
import { partName } from "../pipeline/stages/shards/part_name.ts";
import { shardOf } from "../pipeline/stages/shards/shard_of.ts";
import { ingestedRelease } from "../tests/support/ingested_release.ts";

const [folder, networks, shards] = JSON.parse(Deno.args[0]!) as [
  string,
  number,
  number,
];

const [classes, height, width] = [6, 10, 13];

const release = await ingestedRelease(folder);
const images = [...(await readImages(release.images!)).keys()].sort();
for (let shard = 0; shard < shards; shard++) {
  const ids = images.filter((image) => shardOf(image, shards) === shard);
  await writeJson(join(folder, `ids-${partName(shard, "json")}`), ids);
  for (let network = 0; network < networks; network++) {
    const random = sequence(1 + shard + shards * network);
    const maps = ids.flatMap(() =>
      Array.from({ length: classes }, () => [...someMap(random)]).flat()
    );
    await writeNpy(
      join(folder, `maps-${network}-${partName(shard, "npy")}`),
      {
        shape: [ids.length, classes, height, width],
        data: Float32Array.from(maps),
      },
    );
  }
}

function someMap(random: () => number): Float32Array {
  const [x, y, size] = [width * random(), height * random(), 2 + 3 * random()];
  const raw = Float32Array.from({ length: height * width }, (_, place) => {
    const dx = place % width - x;
    const dy = Math.floor(place / width) - y;
    const bell = Math.exp(-(dx * dx + dy * dy) / (2 * size * size));
    return bell - 0.2 + 0.2 * (random() - 0.5);
  });
  return normalisedMap(raw, { normalisation: "max", quantise: true }).values;
}

function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.imul(state, 1664525) + 1013904223 >>> 0;
    return state / 2 ** 32;
  };
}
