/**
 * Times scoring at full scale: every mask of the first release, ten networks, six
 * classes, two ways to wire classes to diagnoses. Beside it stand a pass over the same
 * pixels and NumPy, pixel by pixel as the authors did. Exits with 1 if NumPy gets other
 * scores; README.md says how to read the rest.
 *
 * ```sh
 * deno run -A bench/score_bench.ts
 * ```
 */
import { join } from "node:path";
import { readCsv } from "../data/csv.ts";
import { area, type Mask } from "../data/dermx/mask.ts";
import { enlargeMap } from "../models/maps/enlarge_map.ts";
import { NpyRowReader } from "../data/npy_row_reader.ts";
import { EXPLANATION_MEASURES } from "../pipeline/metrics/explanation_scores.ts";
import { FixedPointMap } from "../pipeline/metrics/fixed_point_map.ts";
import { mapScores } from "../pipeline/metrics/map_scores.ts";
import { raterScores } from "../pipeline/stages/rater_scores.ts";
import { resizeMasks } from "../pipeline/stages/resize_masks.ts";
import { type ScoreParams, scoreStage } from "../pipeline/stages/score.ts";
import { SCORE_COLUMNS } from "../pipeline/stages/scores/score_columns.ts";
import { partName } from "../pipeline/stages/shards/part_name.ts";
import { readMaskFiles } from "../tests/support/mask_files.ts";
import { runStage, type StageTime } from "./run_stage.ts";
import { timedCommand } from "./timed_command.ts";

const NETWORKS = 10;
const SHARDS = 4;

/** Images whose scores are compared with the peer's; it takes some 20 ms a mask. */
const PEER_IMAGES = 40;

/** Scores differ by the steps of 2 ** -30 in which ours are summed. */
const TOLERANCE = 1e-6;

const PYTHON = "/usr/bin/python3";

const PARAMS: ScoreParams = {
  targets: [["published", 4, 5] as const, ["corrected", 5, 4] as const].map(
    ([id, warts, vitiligo]) => ({
      id,
      classes: {
        "Acne": 0,
        "Actinic keratosis": 1,
        "Psoriasis": 2,
        "Seborrheic dermatitis": 3,
        "Viral warts": warts,
        "Vitiligo": vitiligo,
      },
    }),
  ),
  border: "mirror",
};

const work = await Deno.makeTempDir();
let same: boolean;
try {
  same = await bench();
} finally {
  await Deno.remove(work, { recursive: true });
}
Deno.exit(same ? 0 : 1);

async function bench(): Promise<boolean> {
  const [load = 0] = Deno.loadavg();
  print(`Deno ${Deno.version.deno}, load ${load.toFixed(2)}`);
  // In a process of its own: what this one holds would count as its children's.
  await timedCommand(Deno.execPath(), [
    ...["run", "--no-check", "-A"],
    new URL("./score_material.ts", import.meta.url).pathname,
    JSON.stringify([work, NETWORKS, SHARDS]),
  ]);
  const release = (name: string): string => join(work, "out", name);

  const resized = join(work, "resized");
  for (const port of ["masks", "runs", "images"]) {
    await Deno.mkdir(join(resized, "out", port), { recursive: true });
  }
  report(
    "resize_masks",
    [
      await runStage(resizeMasks, {
        folder: resized,
        params: { width: 400, height: 300, shards: SHARDS, nearest: "centre" },
        inputs: {
          masks: release("masks.csv"),
          runs: release("runs.npy"),
          images: release("images.csv"),
        },
      }),
    ],
  );
  const parts = Array.from({ length: SHARDS }, (_, shard) => ({
    masks: join(resized, "out", "masks", partName(shard, "csv")),
    runs: join(resized, "out", "runs", partName(shard, "npy")),
  }));

  const scoring: StageTime[] = [];
  for (let network = 0; network < NETWORKS; network++) {
    for (const [shard, part] of parts.entries()) {
      scoring.push(
        await runStage(scoreStage({ logits: false }), {
          folder: join(work, `scores-${network}-${shard}`),
          params: PARAMS,
          inputs: {
            ...part,
            ids: join(work, `ids-${partName(shard, "json")}`),
            maps: join(work, `maps-${network}-${partName(shard, "npy")}`),
            images: release("images.csv"),
          },
        }),
      );
    }
  }
  report(`score, ${NETWORKS} networks`, scoring);
  const rating: StageTime[] = [];
  for (const [shard, part] of parts.entries()) {
    rating.push(
      await runStage(raterScores, {
        folder: join(work, `raters-${shard}`),
        params: {},
        inputs: {
          ...part,
          evaluations: release("evaluations.csv"),
          selections: release("selections.csv"),
        },
      }),
    );
  }
  report("rater_scores", rating);

  const masks = (await Promise.all(parts.map(readMaskFiles))).flat()
    .map(({ mask }) => mask);
  using maps = await NpyRowReader.open(
    join(work, `maps-0-${partName(0, "npy")}`),
  );
  costs(masks, maps.row(0).subarray(0, 130));
  return await comparePeer(parts[0]!);
}

/** What one map and one mask cost, and what passes over their pixels would. */
function costs(masks: readonly Mask[], data: Float32Array): void {
  const runs = masks.reduce((sum, { runs }) => sum + runs.length / 2, 0);
  const pixels = masks.reduce((sum, mask) => sum + area(mask), 0);
  print(
    `${masks.length} masks with ${runs} runs: ${
      (runs / masks.length).toFixed(0)
    } a mask, of ${(pixels / runs).toFixed(0)} pixels`,
  );
  const size = { width: 400, height: 300 };
  const enlarge = (): ReturnType<typeof enlargeMap> =>
    enlargeMap({ width: 13, height: 10, data }, { ...size, border: "mirror" });
  const enlarged = enlarge();
  const map = new FixedPointMap(enlarged);
  const largest = masks.reduce((a, b) => area(a) > area(b) ? a : b);
  const ofMap = {
    "enlarge a map": fastest(enlarge),
    "sum it up": fastest(() => new FixedPointMap(enlarged)),
    "sort it, for the largest mask": fastest(() => mapScores(map, [largest])),
    "floor: read an enlarged map once": fastest(() => read(enlarged.data)),
  };
  for (const [step, seconds] of Object.entries(ofMap)) {
    print(`${step}: ${(1e3 * seconds).toFixed(2)} ms`);
  }
  const all = fastest(() => mapScores(map, masks)) -
    ofMap["sort it, for the largest mask"];
  print(
    `score a mask: ${(1e6 * all / masks.length).toFixed(1)} us, ${
      (1e9 * all / runs).toFixed(0)
    } ns a run`,
  );
  const sample = masks.slice(0, 50);
  const byPixel = fastest(() => {
    for (const mask of sample) pixelByPixel(enlarged.data, mask);
  }) / sample.length;
  print(
    `floor of pixel by pixel, the sums of a mask alone: ${
      (1e6 * byPixel).toFixed(0)
    } us`,
  );
}

/** Compares our scores of the first network with NumPy's, and tells its times. */
async function comparePeer(
  part: { readonly masks: string; readonly runs: string },
): Promise<boolean> {
  try {
    await timedCommand(PYTHON, ["-c", "import numpy, skimage"]);
  } catch {
    print(
      `NumPy: left out, ${PYTHON} cannot import numpy and skimage: install python3-numpy and python3-skimage`,
    );
    return true;
  }
  const script = new URL("./python_peer/score_masks.py", import.meta.url);
  const { stdout } = await timedCommand(PYTHON, [
    script.pathname,
    part.masks,
    part.runs,
    join(work, `ids-${partName(0, "json")}`),
    join(work, `maps-0-${partName(0, "npy")}`),
    "0",
    String(PEER_IMAGES),
  ]);
  const peer = JSON.parse(stdout) as {
    maps: number;
    seconds: Record<string, number>;
    scores: [string, string, string, Record<string, number | null>][];
  };
  const { maps, scores, seconds } = peer;
  const milliseconds = (step: string, count: number): string =>
    (1e3 * seconds[step]! / count).toFixed(2);
  print(
    `NumPy: ${milliseconds("enlarge", maps)} ms to enlarge a map; for a mask ${
      milliseconds("sums", scores.length)
    } ms of sums and ${
      milliseconds("highest", scores.length)
    } ms of highest values`,
  );

  // The peer scores class 0 of every image; ours have it where it stands for the diagnosis.
  const rows = await readCsv(join(work, "scores-0-0", "out", "scores.csv"), {
    columns: SCORE_COLUMNS,
  });
  const ours = new Map(
    rows.filter((row) => row.class === "0" && row.target === "corrected").map(
      (row) => [`${row.image} ${row.rater} ${row.characteristic}`, row],
    ),
  );
  let compared = 0;
  let worst = 0;
  for (const [image, rater, characteristic, values] of scores) {
    const row = ours.get(`${image} ${rater} ${characteristic}`);
    if (row === undefined) continue;
    for (const measure of EXPLANATION_MEASURES) {
      const expected = values[measure];
      compared++;
      const found = row[measure] === "" ? null : Number(row[measure]);
      const difference = found === null || expected === null
        ? (found === expected ? 0 : Infinity)
        : Math.abs(found - expected!);
      worst = Math.max(worst, difference);
    }
  }
  print(`${compared} scores compared with NumPy's: at most ${worst} apart`);
  return compared > 0 && worst <= TOLERANCE;
}

function report(what: string, times: readonly StageTime[]): void {
  const seconds = times.reduce((sum, time) => sum + time.seconds, 0);
  const peak = Math.max(...times.map(({ megabytes }) => megabytes));
  print(
    `${what}: ${seconds.toFixed(2)} s in ${times.length} processes, at most ${
      peak.toFixed(0)
    } MB`,
  );
}

/** Seconds of the fastest of several times. */
function fastest(work: () => unknown): number {
  let best = Infinity;
  for (let i = 0; i < 7; i++) {
    const started = performance.now();
    work();
    best = Math.min(best, performance.now() - started);
  }
  return best / 1000;
}

function read(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** The sums of minima and maxima, with the mask's pixels at hand. */
function pixelByPixel(map: Float64Array, { runs }: Mask): number[] {
  const mask = new Uint8Array(map.length);
  for (let i = 0; i < runs.length; i += 2) mask.fill(1, runs[i], runs[i + 1]);
  let [least, most, outside] = [0, 0, 0];
  for (let i = 0; i < map.length; i++) {
    least += Math.min(map[i]!, mask[i]!);
    most += Math.max(map[i]!, mask[i]!);
    outside += Math.min(1 - map[i]!, 1 - mask[i]!);
  }
  return [least, most, outside];
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
