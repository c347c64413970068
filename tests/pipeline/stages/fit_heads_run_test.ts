import assert from "node:assert/strict";
import { join } from "node:path";
import { writeCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { writeNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import { isPresent } from "../../../models/maps/is_present.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { readModel } from "../../../models/onnx/read_model.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import {
  fitHeads,
  type FitHeadsParams,
} from "../../../pipeline/stages/fit_heads.ts";
import { fitDermxHeads } from "../../../pipeline/stages/fit_heads/fit_dermx_heads.ts";
import type { HeadsReport } from "../../../pipeline/stages/fit_heads/heads_report.ts";
import { run } from "../../../pipeline/stages/fit_heads_run.ts";
import type { ImageLabels } from "../../../pipeline/stages/labels/image_labels.ts";
import { writeLabels } from "../../../pipeline/stages/labels/write_labels.ts";
import type { Sidecar } from "../../../pipeline/stages/networks/sidecar.ts";
import { partName } from "../../../pipeline/stages/shards/part_name.ts";
import { runModel } from "../../support/cam_fixture.ts";
import { modelOf } from "../../support/onnx_models.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import { floats, someFloats } from "../../support/tensors.ts";

/** An image with its features and what it shows. */
interface Example extends ImageLabels {
  readonly diagnosis: string;
  readonly features: readonly number[];
  /** The shard it lies in. */
  readonly shard: number;
}

const CLASSES = ["Acne", "Psoriasis", "Vitiligo"];
const PARAMS: FitHeadsParams = {
  network: "dermx",
  classes: CLASSES,
  characteristics: ["Papule", "Scale"],
  hidden: 8,
  seed: 1,
  l2: 0.01,
};
const COLUMNS = 4;
const FOLDS = [0, 1, 2];

/** Features rise with what is shown; nobody said anything of every eighth image. */
const EXAMPLES: Example[] = Array.from({ length: 45 }, (_, i) => {
  const present = [i % 3 === 0, i % 2 === 0];
  const noise = someFloats([COLUMNS], i + 1).data;
  const shown = [i % 3 === 1, i % 3 === 2, ...present];
  const silent = i % 8 === 5;
  return {
    image: `image ${i}`,
    diagnosis: CLASSES[i % 3]!,
    kept: silent ? 0 : 2,
    present: silent ? [false, false] : present,
    features: Array.from(noise, (x, k) => 50 + (shown[k] ? 3 : 0) + x),
    shard: Math.floor(i / 3) % FOLDS.length,
  };
});

/** The images of other shards, in the order of their ids. */
function trainingOf(fold: number): Example[] {
  return EXAMPLES.filter(({ shard }) => shard !== fold)
    .sort((a, b) => a.image < b.image ? -1 : 1);
}

/** Runs the stage; gives the path of an output, or of a part of it. */
async function fitted(
  folder: string,
  examples: readonly Example[],
  options: {
    readonly shards?: number;
    readonly described?: readonly Example[];
    readonly labelled?: readonly Example[];
    readonly params?: Partial<FitHeadsParams>;
  } = {},
): Promise<(port: string, fold?: number) => string> {
  const { shards = FOLDS.length, described = examples, labelled = examples } =
    options;
  const features: string[] = [];
  const ids: string[] = [];
  for (let shard = 0; shard < shards; shard++) {
    const part = examples.filter((example) => example.shard === shard);
    features.push(join(folder, `${shard}.npy`));
    ids.push(join(folder, `${shard}.json`));
    await writeNpy(features[shard]!, {
      shape: [part.length, COLUMNS],
      data: Float32Array.from(part.flatMap(({ features }) => features)),
    });
    await writeJson(ids[shard]!, part.map(({ image }) => image));
  }
  const images = join(folder, "images.csv");
  await writeCsv(images, {
    columns: TABLE_COLUMNS.images,
    rows: described.map(({ image, diagnosis }) => ({
      image,
      file: `${image}.jpeg`,
      original_file: "",
      dataset: "",
      diagnosis,
      skin_tone: "",
      age: "",
    })),
  });
  const labels = join(folder, "labels.csv");
  const { characteristics } = PARAMS;
  await writeLabels(labels, { characteristics, rows: labelled });
  const trunk = join(folder, "trunk.onnx");
  const builder = new GraphBuilder("bank");
  builder.input({ name: "x", type: "float32", dims: ["n", COLUMNS] });
  builder.op("Identity", ["x"], { outputs: ["features"] });
  builder.output({ name: "features", type: "float32", dims: ["n", COLUMNS] });
  await Deno.writeFile(trunk, writeModel(modelOf(builder.build())));
  const card = join(folder, "card.json");
  await writeJson(card, {
    preprocess: "none",
    resize: "bilinear",
    size: [150, 200],
    layer: "maps",
    provenance: "a bank",
  });
  const io = stageIO(folder, {
    params: { ...PARAMS, ...options.params },
    inputs: { features, ids, images, labels, trunk, card },
    outputs: outputsOf(fitHeads),
  });
  for (const port of ["models", "cards"]) {
    await Deno.mkdir(io.output(port), { recursive: true });
  }
  await run(io);
  return (port, fold) =>
    fold === undefined ? io.output(port) : join(
      io.output(port),
      partName(fold, port === "models" ? "onnx" : "json"),
    );
}

Deno.test("fit_heads writes, for each fold, the network that a fit to the others gives", async () => {
  await withFolder(async (folder) => {
    const output = await fitted(folder, EXAMPLES);
    const reports = await readJson<HeadsReport[]>(output("fit"));
    assert.deepEqual(reports.map(({ fold }) => fold), FOLDS);
    for (const fold of FOLDS) {
      const training = trainingOf(fold);
      const rows = training.length;
      const data = Float32Array.from(
        training.flatMap(({ features }) => features),
      );
      const expected = fitDermxHeads({
        features: { rows, columns: COLUMNS, data },
        diagnoses: training.map(({ diagnosis }) => CLASSES.indexOf(diagnosis)),
        characteristics: training.map(({ kept, present }) =>
          kept === 0 ? null : present
        ),
      }, {
        hidden: 8,
        characteristics: 2,
        diagnoses: 3,
        l2: 0.01,
        seed: 1,
      });
      const model = readModel(await Deno.readFile(output("models", fold)));
      const found = await runModel(model, floats([rows, COLUMNS], data));
      const [cx, dx] = ["cx", "dx"].map((name) =>
        found[name]!.data as Float32Array
      );
      let right = 0;
      let labels = 0;
      let rightLabels = 0;
      for (const [i, { cx: theirs, dx: scores }] of expected.scores.entries()) {
        const own = dx!.subarray(3 * i, 3 * i + 3);
        const marks = cx!.subarray(2 * i, 2 * i + 2);
        // The folded weights are float32, and features are about 50.
        const isClose = (x: number, k: number): boolean =>
          Math.abs(x - [...scores, ...theirs][k]!) < 1e-3;
        assert.ok([...own, ...marks].every(isClose), `image ${i}`);
        const { diagnosis, kept, present } = training[i]!;
        right += Number(CLASSES[own.indexOf(Math.max(...own))] === diagnosis);
        if (kept === 0) continue;
        labels += present.length;
        rightLabels += present
          .filter((label, k) => isPresent(marks[k]!) === label).length;
      }
      const count = <T>(of: readonly T[], test: (value: T) => boolean) =>
        of.filter(test).length;
      assert.deepEqual(reports[fold], {
        fold,
        held_out_images: EXAMPLES.length - rows,
        objective: expected.fit.value,
        gradient: expected.fit.gradient,
        iterations: expected.fit.iterations,
        stopped: expected.fit.stopped,
        training_images: rows,
        labelled_images: labels / 2,
        training_counts: {
          diagnoses: Object.fromEntries(
            CLASSES.map((name) => [
              name,
              count(training, ({ diagnosis }) => diagnosis === name),
            ]),
          ),
          characteristics: {
            Papule: count(training, ({ present }) => present[0]!),
            Scale: count(training, ({ present }) => present[1]!),
          },
        },
        diagnosis_accuracy: right / rows,
        characteristics_accuracy: rightLabels / labels,
      });
      assert.deepEqual(await readJson<Sidecar>(output("cards", fold)), {
        preprocess: "none",
        resize: "bilinear",
        size: [150, 200],
        layer: "maps",
        scores: "cx",
        labels: ["Papule", "Scale"],
        diagnoses: { output: "dx", labels: CLASSES },
        provenance:
          `dermx-${fold}: a bank; its heads are fitted to ${rows} images`,
      });
    }
    // What is said of images that nobody looked at counts for nothing.
    assert.ok(reports[0]!.labelled_images < reports[0]!.training_images);
    const parts = await Array.fromAsync(Deno.readDir(output("models")));
    assert.equal(parts.length, FOLDS.length);
  });
});

/** The bytes of each fold's model and card. */
async function bytesOf(
  examples: readonly Example[],
  options?: Parameters<typeof fitted>[2],
): Promise<string[]> {
  return await withFolder(async (folder) => {
    const output = await fitted(folder, examples, options);
    return await Promise.all(FOLDS.map(async (fold) => {
      const files = ["models", "cards"].map((port) => output(port, fold));
      const bytes = await Promise.all(files.map((path) => Deno.readFile(path)));
      return bytes.map((file) => file.toBase64()).join("\n");
    }));
  });
}

Deno.test("fit_heads fits a fold's network to the images of other folds alone", async () => {
  const before = await bytesOf(EXAMPLES);
  assert.equal(new Set(before).size, FOLDS.length);
  for (const shard of FOLDS) {
    // Where it comes first of all, and where it comes last.
    for (const image of ["0", "z"]) {
      const one: Example = {
        image,
        diagnosis: "Acne",
        kept: 1,
        present: [false, true],
        features: [0, 1e4, -3, 2],
        shard,
      };
      const after = await bytesOf([one, ...EXAMPLES]);
      const same = FOLDS.filter((fold) => after[fold] === before[fold]);
      assert.deepEqual(same, [shard]);
    }
  }
});

Deno.test("fit_heads does not care in which order images lie in a shard and in tables", async () => {
  const before = await bytesOf(EXAMPLES);
  const shuffled = EXAMPLES.toSorted((a, b) => a.features[0]! - b.features[0]!);
  assert.deepEqual(await bytesOf(shuffled), before);
  // One that the labels leave out is one of whom nobody said anything.
  const labelled = EXAMPLES.filter(({ kept }) => kept > 0);
  assert.deepEqual(await bytesOf(EXAMPLES, { labelled }), before);
});

Deno.test("fit_heads fits the network of a fold without images, and of rare characteristics", async () => {
  const rare = EXAMPLES.map((example, i) => ({
    ...example,
    present: [false, i === 0],
  }));
  await withFolder(async (folder) => {
    const output = await fitted(folder, rare, { shards: 4 });
    const reports = await readJson<HeadsReport[]>(output("fit"));
    assert.deepEqual(
      reports.map(({ held_out_images }) => held_out_images),
      [15, 15, 15, 0],
    );
    for (const report of reports) {
      assert.ok(Number.isFinite(report.objective));
      assert.ok(report.diagnosis_accuracy > 0.9);
      assert.ok(report.characteristics_accuracy > 0.9);
    }
    assert.equal(reports[3]!.training_counts.characteristics["Papule"], 0);
  });
});

Deno.test("fit_heads refuses what it cannot be fitted to, and says why", async () => {
  const refusal = async (
    examples: readonly Example[],
    options: Parameters<typeof fitted>[2],
    message: RegExp,
  ): Promise<void> => {
    await withFolder(async (folder) => {
      await assert.rejects(fitted(folder, examples, options), { message });
    });
  };
  await refusal(
    EXAMPLES.filter(({ diagnosis, shard }) =>
      diagnosis !== "Vitiligo" || shard === 1
    ),
    {},
    /fit dermx-1: none of its \d+ training images shows Vitiligo: supply/,
  );
  await refusal([], {}, /fit dermx-0: none of its 0 training images shows/);
  await refusal(
    EXAMPLES.map((example) => ({
      ...example,
      kept: example.shard === 2 ? 3 : 0,
    })),
    {},
    /fit dermx-2: no evaluation that counts says .* \d+ training images have/,
  );
  await refusal(
    EXAMPLES,
    { described: EXAMPLES.slice(1) },
    /use the image "image 0": .* does not list it:/,
  );
  await refusal(
    EXAMPLES,
    { params: { classes: ["Acne", "Psoriasis"] } },
    /has it as "Vitiligo", which is none of Acne, Psoriasis:/,
  );
  await refusal(
    EXAMPLES,
    { params: { characteristics: ["Scale", "Papule"] } },
    /Papule/,
  );
  await refusal(
    [...EXAMPLES, EXAMPLES[3]!],
    {},
    /features of "image 3": two shards have it:/,
  );
});
