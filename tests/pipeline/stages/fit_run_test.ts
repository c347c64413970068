import assert from "node:assert/strict";
import { join } from "node:path";
import { writeCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { writeNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import { logisticRegression } from "../../../models/fitting/logistic_regression.ts";
import {
  standardisation,
  standardised,
} from "../../../models/fitting/standardisation.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { readModel } from "../../../models/onnx/read_model.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { fit, type FitParams } from "../../../pipeline/stages/fit.ts";
import type { FitReport } from "../../../pipeline/stages/fit/fit_report.ts";
import { heldOut } from "../../../pipeline/stages/fit/held_out.ts";
import type { Split } from "../../../pipeline/stages/fit/split.ts";
import { run } from "../../../pipeline/stages/fit_run.ts";
import type { Sidecar } from "../../../pipeline/stages/networks/sidecar.ts";
import { runModel } from "../../support/cam_fixture.ts";
import { modelOf } from "../../support/onnx_models.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import { floats, someFloats } from "../../support/tensors.ts";

/** An image with its features. */
interface Example {
  readonly id: string;
  readonly diagnosis: string;
  readonly features: readonly number[];
}

const CLASSES = ["Acne", "Psoriasis", "Vitiligo"];
const PARAMS: FitParams = {
  architecture: "bank",
  run: 1,
  seed: 5,
  testShare: 0.3,
  classes: CLASSES,
  l2: 0.5,
};

/** Feature k is large for class k; the last one does not vary. */
const EXAMPLES: Example[] = Array.from({ length: 40 }, (_, i) => {
  const noise = someFloats([3], i + 1).data;
  const features = Array.from(
    noise,
    (x, k) => 100 + 10 * k + (k === i % 3 ? 2 : 0) + 1.4 * x,
  );
  return {
    id: `image ${i}`,
    diagnosis: CLASSES[i % 3]!,
    features: [...features, 7],
  };
});

const TRAINING = EXAMPLES.filter(({ id }) => !heldOut(id, PARAMS))
  .sort((a, b) => a.id < b.id ? -1 : 1);

/** Runs the stage on images that are spread over shards; gives the outputs' paths. */
async function fitted(
  folder: string,
  examples: readonly Example[],
  options: {
    readonly shards?: number;
    readonly described?: readonly Example[];
    readonly params?: Partial<FitParams>;
  } = {},
): Promise<(port: string) => string> {
  const { shards = 3, described = examples, params } = options;
  const features: string[] = [];
  const ids: string[] = [];
  for (let shard = 0; shard < shards; shard++) {
    const part = examples.filter((_, i) => i % shards === shard);
    features.push(join(folder, `${shard}.npy`));
    ids.push(join(folder, `${shard}.json`));
    await writeNpy(features[shard]!, {
      shape: [part.length, 4],
      data: Float32Array.from(part.flatMap(({ features }) => features)),
    });
    await writeJson(ids[shard]!, part.map(({ id }) => id));
  }
  const images = join(folder, "images.csv");
  await writeCsv(images, {
    columns: TABLE_COLUMNS.images,
    rows: described.map(({ id, diagnosis }) => ({
      image: id,
      file: `${id}.jpeg`,
      original_file: "",
      dataset: "",
      diagnosis,
      skin_tone: "",
      age: "",
    })),
  });
  const trunk = join(folder, "trunk.onnx");
  const builder = new GraphBuilder("bank");
  builder.input({ name: "x", type: "float32", dims: ["n", 4] });
  builder.op("Identity", ["x"], { outputs: ["features"] });
  builder.output({ name: "features", type: "float32", dims: ["n", 4] });
  await Deno.writeFile(trunk, writeModel(modelOf(builder.build())));
  const card = join(folder, "card.json");
  await writeJson(card, { preprocess: "none", provenance: "a bank" });
  const io = stageIO(folder, {
    params: { ...PARAMS, ...params },
    inputs: { features, ids, images, trunk, card },
    outputs: outputsOf(fit),
  });
  await run(io);
  return (port) => io.output(port);
}

Deno.test("fit writes the network that a fit to the training part gives", async () => {
  await withFolder(async (folder) => {
    const output = await fitted(folder, EXAMPLES);
    const split = await readJson<Split>(output("split"));
    assert.deepEqual(split.train, TRAINING.map(({ id }) => id));
    const all = [...split.train, ...split.test].sort();
    assert.deepEqual(all, EXAMPLES.map(({ id }) => id).sort());
    assert.deepEqual(split.test, split.test.toSorted());
    assert.ok(split.test.length > 5);

    const table = {
      rows: TRAINING.length,
      columns: 4,
      data: Float32Array.from(TRAINING.flatMap(({ features }) => features)),
    };
    const labels = TRAINING.map(({ diagnosis }) => CLASSES.indexOf(diagnosis));
    const scaling = standardisation(table);
    const scaled = standardised(table, scaling);
    const expected = logisticRegression(
      { features: scaled, labels },
      { classes: 3, c: 2 },
    );

    const model = readModel(await Deno.readFile(output("model")));
    const { logits } = await runModel(
      model,
      floats([TRAINING.length, 4], table.data),
    );
    const scores = logits!.data as Float32Array;
    let right = 0;
    for (const [row, label] of labels.entries()) {
      const found = scores.subarray(3 * row, 3 * row + 3);
      right += found.indexOf(Math.max(...found)) === label ? 1 : 0;
      for (let k = 0; k < 3; k++) {
        let score = expected.intercepts[k]!;
        for (let j = 0; j < 4; j++) {
          score += expected.weights[4 * k + j]! * scaled.data[4 * row + j]!;
        }
        // The folded weights are float32, and features are about 100.
        assert.ok(Math.abs(found[k]! - score) < 1e-3);
      }
    }

    const report = await readJson<FitReport>(output("fit"));
    assert.equal(report.objective, expected.objective);
    assert.ok(report.gradient <= 1e-9);
    assert.equal(report.training_images, split.train.length);
    assert.equal(report.test_images, split.test.length);
    assert.equal(report.training_accuracy, right / labels.length);
    const counted = CLASSES.map((name, k) => [
      name,
      labels.filter((label) => label === k).length,
    ]);
    assert.deepEqual(report.training_counts, Object.fromEntries(counted));

    const card = await readJson<Sidecar>(output("card"));
    assert.deepEqual(card, {
      preprocess: "none",
      labels: CLASSES,
      provenance:
        `bank-1: a bank; its head is fitted to ${labels.length} images`,
    });
  });
});

Deno.test("fit depends on training images alone, whatever their shards and order", async () => {
  const outcome = async (
    examples: readonly Example[],
    shards?: number,
  ): Promise<string[]> =>
    await withFolder(async (folder) => {
      const output = await fitted(folder, examples, {
        ...(shards !== undefined && { shards }),
      });
      const files = ["model", "card"].map((port) =>
        Deno.readFile(output(port))
      );
      return (await Promise.all(files)).map((bytes) => bytes.toBase64());
    });
  const expected = await outcome(EXAMPLES);
  const named = (ids: readonly string[], isTest: boolean): string =>
    ids.find((id) => heldOut(id, PARAMS) === isTest)!;
  const candidates = Array.from({ length: 20 }, (_, i) => `new ${i}`);
  const features = [0, 1e6, -3, 2];
  const add = (id: string): Example[] => [
    ...EXAMPLES,
    { id, diagnosis: "Acne", features },
  ];
  // More shards than images leave some of them empty.
  assert.deepEqual(await outcome(EXAMPLES.toReversed(), 60), expected);
  assert.deepEqual(await outcome(add(named(candidates, true))), expected);
  const [model] = await outcome(add(named(candidates, false)));
  assert.notEqual(model, expected[0]);
});

Deno.test("fit refuses what it cannot be fitted to, and says why", async () => {
  const refusal = async (
    examples: readonly Example[],
    options: Parameters<typeof fitted>[2],
    message: RegExp,
  ): Promise<void> => {
    await withFolder(async (folder) => {
      await assert.rejects(fitted(folder, examples, options), {
        name: "RangeError",
        message,
      });
    });
  };
  const [first] = TRAINING;
  const without = EXAMPLES.filter(({ diagnosis }) => diagnosis !== "Vitiligo");
  await refusal(without, {}, /fit bank-1: none of its \d+ .* shows Vitiligo:/);
  await refusal(EXAMPLES, { params: { testShare: 1 } }, /none of its 0 .*Acne/);
  await refusal([], {}, /none of its 0 training images shows Acne, Psoriasis/);
  await refusal(
    EXAMPLES,
    { described: EXAMPLES.filter(({ id }) => id !== first!.id) },
    /fit bank-1 to "image .*": .* does not list it:/,
  );
  await refusal(
    EXAMPLES,
    { params: { classes: ["Acne", "Psoriasis"] } },
    /has it as "Vitiligo", which is none of Acne, Psoriasis:/,
  );
  await refusal(
    [...EXAMPLES, EXAMPLES[3]!],
    {},
    /features of "image 3": two shards have it:/,
  );
});
