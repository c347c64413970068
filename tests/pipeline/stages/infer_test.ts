import assert from "node:assert/strict";
import { join } from "node:path";
import { writeJson } from "../../../data/write_json.ts";
import { readNpy } from "../../../data/npy.ts";
import {
  expectedOf,
  type Files,
  inferred,
  PIXELS,
  rewritten,
  shardFiles,
  SIX,
} from "../../support/network_place.ts";
import { validateStage } from "../../../pipeline/engine/validate_stage.ts";
import { inferStage } from "../../../pipeline/stages/infer.ts";
import { readJson } from "../../support/read_json.ts";
import { relativeError } from "../../support/relative_error.ts";
import { smallNet, type SmallNetOptions } from "../../support/small_net.ts";
import {
  DIAGNOSES,
  SECOND_HEAD,
  twoHeadedNet,
} from "../../support/two_headed_net.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** What float32 may differ from float64 for sums of this length. */
const TOLERANCE = 2e-6;

const IMAGES = ["a", "b", "c (1)"];

interface Results {
  readonly logits: { shape: readonly number[]; data: ArrayLike<number> };
  readonly cam: { shape: readonly number[]; data: ArrayLike<number> };
  readonly ids: string[];
  readonly files: Files;
}

/** Rewrites a small network and runs it over some pictures. */
async function results(
  { images = IMAGES, batch = 2, net = {}, size = PIXELS, more }: {
    images?: readonly string[];
    batch?: number;
    net?: SmallNetOptions;
    size?: readonly [number, number];
    /** Writes further inputs. */
    more?: (folder: string) => Promise<Files>;
  } = {},
): Promise<Results> {
  return await withFolder(async (folder) => {
    const { model, card } = await rewritten(join(folder, "rewrite"), {
      model: smallNet({ head: SIX, size: PIXELS, ...net }),
      sidecar: { preprocess: "imagenet" },
    });
    const shard = await shardFiles(join(folder, "shard"), { images, size });
    const files = await inferred(join(folder, "infer"), {
      inputs: { model: model!, card: card!, ...shard, ...await more?.(folder) },
      batch,
    });
    return {
      logits: await readNpy(files.logits!),
      cam: await readNpy(files.cam!),
      ids: await readJson<string[]>(files.ids!),
      files,
    };
  });
}

Deno.test("infer gives each picture's scores and signed maps, whatever the batch", async () => {
  const expected = IMAGES.map((_, i) => expectedOf(i));
  for (const batch of [1, 2, 3, 8]) {
    const { logits, cam, ids } = await results({ batch });
    assert.deepEqual(ids, IMAGES);
    assert.deepEqual(logits.shape, [3, 6]);
    assert.deepEqual(cam.shape, [3, 6, 9, 12]);
    const error = (found: ArrayLike<number>, of: "logits" | "maps"): number =>
      relativeError(found, expected.flatMap((image) => image[of]));
    assert.ok(error(logits.data, "logits") < TOLERANCE);
    assert.ok(error(cam.data, "maps") < TOLERANCE);
    assert.ok(Array.from(cam.data).some((value) => value < 0));
  }
});

Deno.test("infer fills the batches of a network that takes a fixed number", async () => {
  const free = await results();
  const fixed = await results({ net: { batch: 2 }, batch: 8 });
  assert.deepEqual(fixed.logits, free.logits);
  assert.deepEqual(fixed.cam, free.cam);
});

Deno.test("infer puts channels last where the network wants them so", async () => {
  const first = await results();
  const last = await results({ net: { channelsLast: true } });
  assert.ok(relativeError(last.cam.data, first.cam.data) < TOLERANCE);
});

Deno.test("infer writes empty arrays for a shard without pictures", async () => {
  const { logits, cam, ids } = await results({ images: [] });
  assert.deepEqual(logits.shape, [0, 6]);
  assert.deepEqual(cam.shape, [0, 6, 9, 12]);
  assert.deepEqual(ids, []);
});

Deno.test("infer keeps what a network gives that is not finite", async () => {
  // Scores of 1e38 times what the pictures give are beyond single precision.
  const head = SIX.map((row, k) => k === 1 ? row.map(() => 3e38) : row);
  const { logits } = await results({ net: { head } });
  assert.equal(logits.data[1], Infinity);
  assert.ok(Number.isFinite(logits.data[0]));
});

Deno.test("infer refuses pictures of another size, or resized otherwise, than the network takes", async () => {
  await assert.rejects(results({ size: [12, 9] }), {
    name: "RangeError",
    message:
      "resnet50-3 takes 9 x 12 pixels where its architecture's pictures are 12 x 9: give all runs of an architecture the same input",
  });
  const said = (resize: string) => async (folder: string): Promise<Files> => {
    const input = join(folder, "input.json");
    const more = resize === "torch" ? { preprocess: "caffe" } : {};
    await writeJson(input, { size: PIXELS, resize, ...more });
    return { input };
  };
  await assert.rejects(results({ more: said("lanczos") }), {
    name: "RangeError",
    message:
      /^resnet50-3 takes 9 x 12 pixels by bilinear where .* are 9 x 12 pixels by lanczos: /,
  });
  await results({ more: said("bilinear") });
  await assert.rejects(results({ more: said("torch") }), {
    message: / by bilinear where .* are 9 x 12 pixels by torch after "caffe": /,
  });
});

Deno.test("infer gives the scores of a second head where there is one", async () => {
  await withFolder(async (folder) => {
    const { model, card } = await rewritten(join(folder, "rewrite"), {
      model: twoHeadedNet({ head: SIX, size: PIXELS }),
      sidecar: {
        preprocess: "imagenet",
        scores: "scores",
        diagnoses: DIAGNOSES,
      },
      params: { diagnoses: DIAGNOSES.labels },
    });
    const shard = await shardFiles(join(folder, "shard"), { images: IMAGES });
    const files = await inferred(join(folder, "infer"), {
      inputs: { model: model!, card: card!, ...shard },
      folded: true,
    });
    const { shape, data } = await readNpy(files.diagnoses!);
    assert.deepEqual(shape, [3, 3]);
    const expected = IMAGES.flatMap((_, i) => {
      const { logits } = expectedOf(i);
      const of = (j: number): number => SECOND_HEAD[j]! * logits[j]!;
      return [0, 1, 2].map((k) => of(2 * k) + of(2 * k + 1));
    });
    assert.ok(relativeError(data, expected) < TOLERANCE);
    const cam = await readNpy(files.cam!);
    const maps = IMAGES.flatMap((_, i) => expectedOf(i).maps);
    assert.ok(relativeError(cam.data, maps) < TOLERANCE);
  });
});

Deno.test("infer by fold refuses a network of which no second head is known", async () => {
  await withFolder(async (folder) => {
    const { model, card } = await rewritten(join(folder, "rewrite"), {
      model: twoHeadedNet({ head: SIX, size: PIXELS }),
      sidecar: { preprocess: "imagenet", scores: "scores" },
    });
    const shard = await shardFiles(join(folder, "shard"), { images: IMAGES });
    await assert.rejects(
      inferred(join(folder, "infer"), {
        inputs: { model: model!, card: card!, ...shard },
        folded: true,
      }),
      {
        name: "TypeError",
        message:
          /^Cannot infer diagnoses with "resnet50-3": .* name the "diagnoses" /,
      },
    );
  });
});

Deno.test("inferStage() takes every input by fold where there are folds", () => {
  const folded = inferStage("wasm", { folded: true });
  assert.deepEqual(folded.shardBy, Object.keys(folded.inputs));
  assert.deepEqual(folded.shardBy, ["model", "card", "pixels", "ids"]);
  const verified = inferStage("webgpu", { folded: true, verified: true });
  assert.deepEqual(verified.shardBy, [...folded.shardBy, "verdict"]);
  for (const stage of [folded, verified]) validateStage(stage);
  const plain = inferStage("wasm");
  assert.deepEqual(plain.shardBy, ["pixels", "ids"]);
  assert.ok(!("diagnoses" in plain.outputs));
});

Deno.test("infer refuses ids that are not those of the pixels", async () => {
  await assert.rejects(
    results({
      more: async (folder) => {
        const ids = join(folder, "other.json");
        await writeJson(ids, ["a", "b"]);
        return { ids };
      },
    }),
    {
      name: "RangeError",
      message: /2 ids, and 3 rows of scores and of maps/,
    },
  );
});
