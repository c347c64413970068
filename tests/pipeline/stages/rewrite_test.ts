import assert from "node:assert/strict";
import { kerasResnet50 } from "../../../models/architectures/keras_resnet50.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { readModel } from "../../../models/onnx/read_model.ts";
import type { ModelCard } from "../../../pipeline/stages/networks/model_card.ts";
import { LABELS, PIXELS, rewritten, SIX } from "../../support/network_place.ts";
import { DIAGNOSES, twoHeadedNet } from "../../support/two_headed_net.ts";
import { validateStage } from "../../../pipeline/engine/validate_stage.ts";
import { foldedRewrite, rewrite } from "../../../pipeline/stages/rewrite.ts";
import { modelOf } from "../../support/onnx_models.ts";
import { oneNodeModel } from "../../support/one_node_model.ts";
import { readJson } from "../../support/read_json.ts";
import { smallNet } from "../../support/small_net.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import { floats, ints, someFloats } from "../../support/tensors.ts";
import { tensorflowStyle } from "../../support/tensorflow_style.ts";

type Options = Parameters<typeof rewritten>[1];

const sidecar = { preprocess: "imagenet" } as const;

/** What the stage makes of a network. */
async function cardOf(options: Options): Promise<ModelCard> {
  return await withFolder(async (folder) =>
    await readJson<ModelCard>((await rewritten(folder, options)).card!)
  );
}

async function refusal(options: Options): Promise<string> {
  try {
    await cardOf(options);
  } catch (error) {
    return (error as Error).message;
  }
  assert.fail("nothing was refused");
}

Deno.test("rewrite says all that is to be known of a network", async () => {
  const card = await cardOf({
    model: smallNet({ head: SIX, size: PIXELS }),
    sidecar: { ...sidecar, provenance: "made by a test" },
  });
  assert.deepEqual(card, {
    id: "resnet50-3",
    size: [9, 12],
    preprocess: "imagenet",
    resize: "bilinear",
    labels: LABELS,
    layout: "NCHW",
    input: "image",
    batch: null,
    logits: "scores",
    cam: "cam",
    layer: "features",
    layerDims: [4, 9, 12],
    formula: "closed-form",
    provenance: "made by a test",
    rewritten: [],
    onCpu: [],
  });
});

Deno.test("rewrite gives a model with scores and maps that takes any number of pictures", async () => {
  await withFolder(async (folder) => {
    const files = await rewritten(folder, {
      model: smallNet({ head: SIX, size: PIXELS }),
      sidecar,
    });
    const { graph } = readModel(await Deno.readFile(files.model!));
    assert.deepEqual(graph.outputs.map(({ name }) => name), ["scores", "cam"]);
    assert.equal(typeof graph.inputs[0]!.dims![0], "string");
    assert.deepEqual(await readJson(files.input!), {
      size: [9, 12],
      resize: "bilinear",
    });
  });
});

Deno.test("rewrite takes from the model's metadata what the file beside it leaves out", async () => {
  const model = {
    ...smallNet({ head: SIX, batch: 1, channelsLast: true }),
    metadata: new Map([
      ["input.preprocess", "caffe"],
      ["input.resize", "nearest"],
      ["input.size", "9x12"],
      ["output.labels", '["acne","b","c","d","e","f"]'],
    ]),
  };
  const card = await cardOf({ model, sidecar: { resize: "lanczos" } });
  assert.equal(card.preprocess, "caffe");
  assert.equal(card.resize, "lanczos");
  assert.deepEqual(card.size, [9, 12]);
  assert.equal(card.layout, "NHWC");
  assert.equal(card.batch, 1);
  assert.deepEqual(card.labels, ["acne", "b", "c", "d", "e", "f"]);
});

Deno.test("rewrite explains the layer that the study names before the one beside the model", async () => {
  const model = smallNet({ head: SIX, size: PIXELS });
  const named = { model, sidecar: { ...sidecar, layer: "conv" } };
  assert.equal((await cardOf(named)).layer, "conv");
  const params = { layer: "features" };
  assert.equal((await cardOf({ ...named, params })).layer, "features");
});

Deno.test("rewrite refuses a network of which something is not said, and says where to say it", async () => {
  const model = smallNet({ head: SIX, size: PIXELS });
  assert.match(
    await refusal({ model }),
    /input of "resnet50-3": name as "preprocess" in "resnet50-3\.onnx\.json" one of "imagenet", /,
  );
  assert.match(
    await refusal({ model: smallNet({ head: SIX }), sidecar }),
    /the input of "resnet50-3" is open \(any x any\): give height and width as "size" in "resnet50-3\.onnx\.json"/,
  );
});

Deno.test("rewrite refuses what does not fit the network", async () => {
  const model = smallNet({ head: SIX, size: PIXELS });
  const cases: [Options, RegExp][] = [
    [
      { model, sidecar: { ...sidecar, size: [9, 13] } },
      /"resnet50-3" is 9 x 12 pixels, and "resnet50-3\.onnx\.json" says 9 x 13/,
    ],
    [
      { model: smallNet({ size: PIXELS }), sidecar },
      /"resnet50-3" gives 3 scores and the study has 6 diagnoses \("Acne", /,
    ],
    [
      { model, sidecar: { ...sidecar, layer: "nowhere" } },
      /^Cannot use the network "resnet50-3": .*"nowhere"/,
    ],
    [
      {
        model: oneNodeModel("Relu", {
          feeds: { x: floats([1, 3, 9, 12], new Float32Array(324)) },
        }),
        sidecar,
      },
      /^Cannot use the network "resnet50-3": .*one float32 score a class/s,
    ],
  ];
  for (const [options, message] of cases) {
    assert.match(await refusal(options), message);
  }
});

const TWO_HEADS = {
  model: twoHeadedNet({ head: SIX, size: PIXELS }),
  sidecar: { ...sidecar, scores: "scores", diagnoses: DIAGNOSES },
  params: { diagnoses: DIAGNOSES.labels },
} satisfies Options;

for (const device of ["wasm", "webgpu"] as const) {
  Deno.test(`rewrite leaves a second head alone and says what it is, on ${device}`, async () => {
    await withFolder(async (folder) => {
      const files = await rewritten(folder, {
        ...TWO_HEADS,
        params: { ...TWO_HEADS.params, device },
      });
      const card = await readJson<ModelCard>(files.card!);
      assert.equal(card.logits, "scores");
      assert.deepEqual(card.labels, LABELS);
      assert.deepEqual(card.diagnoses, DIAGNOSES);
      const { graph } = readModel(await Deno.readFile(files.model!));
      assert.deepEqual(
        graph.outputs.map(({ name, dims }) => [name, dims]),
        [["scores", ["n", 6]], ["dx", ["n", 3]], ["cam", ["n", 6, ...PIXELS]]],
      );
    });
  });
}

Deno.test("rewrite leaves a second head out that the study does not ask for", async () => {
  const card = await cardOf({ ...TWO_HEADS, params: {} });
  assert.equal(card.logits, "scores");
  assert.equal(card.diagnoses, undefined);
});

Deno.test("rewrite takes the study's spelling for the order of a second head, not for its names", async () => {
  const labels = ["rosacea", "ECZEMA", "lupus"];
  const card = await cardOf({
    ...TWO_HEADS,
    sidecar: { ...TWO_HEADS.sidecar, diagnoses: { output: "dx", labels } },
  });
  assert.deepEqual(card.diagnoses, { output: "dx", labels });
});

Deno.test("rewrite refuses a second head that is not the study's", async () => {
  const { scores: _, diagnoses: __, ...bare } = TWO_HEADS.sidecar;
  const said = (diagnoses: typeof DIAGNOSES): Options => ({
    ...TWO_HEADS,
    sidecar: { ...TWO_HEADS.sidecar, diagnoses },
  });
  const cases: [Options, RegExp][] = [
    [
      { ...TWO_HEADS, sidecar: bare },
      /^Cannot use the network "resnet50-3": Cannot tell which output holds the scores: "scores" \(.*\), "dx" /,
    ],
    [
      { ...TWO_HEADS, sidecar: { ...bare, scores: "scores" } },
      /^Nothing says which output of "resnet50-3" has the scores of diagnoses: name as "diagnoses" in "resnet50-3\.onnx\.json" one of "dx" as "output"/,
    ],
    [
      said({ ...DIAGNOSES, output: "dy" }),
      /"resnet50-3" are to be its output "dy", which it does not have: name as/,
    ],
    [
      said({ ...DIAGNOSES, output: "scores" }),
      /to be its output "scores", which is the one that is explained: name as/,
    ],
    [
      said({ ...DIAGNOSES, labels: ["Eczema", "Rosacea", "Lupus"] }),
      /"resnet50-3" are in the order "Eczema", "Rosacea", "Lupus" and the study/,
    ],
    [
      said({ ...DIAGNOSES, labels: ["Eczema", "Rosacea"] }),
      /3 scores and its labels are 2: name each score once as "diagnoses\.labels"/,
    ],
    [
      { ...TWO_HEADS, params: { diagnoses: ["Eczema", "Lupus"] } },
      /"resnet50-3" gives 3 scores and the study has 2 diagnoses \("Eczema", /,
    ],
    [
      {
        ...TWO_HEADS,
        params: { ...TWO_HEADS.params, labels: LABELS.slice(1) },
      },
      /"resnet50-3" gives 6 scores and the study has 5 characteristics \("B", .*one score a characteristic, in/,
    ],
  ];
  for (const [options, message] of cases) {
    assert.match(await refusal(options), message);
  }
});

Deno.test("rewrite says how pictures are normalised where they are resized afterwards", async () => {
  await withFolder(async (folder) => {
    const files = await rewritten(folder, {
      model: smallNet({ head: SIX, size: PIXELS }),
      sidecar: { ...sidecar, resize: "torch" },
    });
    assert.deepEqual(await readJson(files.input!), {
      size: PIXELS,
      resize: "torch",
      preprocess: "imagenet",
    });
    const { resize } = await readJson<ModelCard>(files.card!);
    assert.equal(resize, "torch");
  });
});

Deno.test("foldedRewrite takes a network and what is said of it by fold", () => {
  validateStage(foldedRewrite);
  assert.deepEqual(foldedRewrite.shardBy, Object.keys(foldedRewrite.inputs));
  assert.equal(rewrite.shardBy, undefined);
  assert.equal(foldedRewrite.entry, rewrite.entry);
});

Deno.test("rewrite refuses weights that are not finite", async () => {
  const head = SIX.map((row, k) => k === 2 ? [...row.slice(0, 4), NaN] : row);
  assert.match(
    await refusal({ model: smallNet({ head, size: PIXELS }), sidecar }),
    /^Cannot use the network "resnet50-3": The initializer .* NaN/,
  );
});

Deno.test("rewrite refuses a layer that has no maps, and says where to name another", async () => {
  const model = smallNet({ head: SIX, size: PIXELS });
  const pooled = model.graph.nodes.find(({ op }) => op === "GlobalAveragePool")!
    .outputs[0]!;
  assert.equal(
    await refusal({ model, sidecar: { ...sidecar, layer: pooled } }),
    `Cannot use the network "resnet50-3": The layer "${pooled}" has a single place: name one with rows and columns, such as "features"; a layer is named as "layer" in "resnet50-3.onnx.json"`,
  );
  const mixed = withMixedAxes();
  assert.equal(
    await refusal({ model: mixed, sidecar }),
    'Cannot use the network "resnet50-3": Cannot choose a layer for Grad-CAM: "mixed" (n×9×4×12) has axes of which nothing tells for sure which are channels, rows and columns: name a layer before it, such as "conv"; a layer is named as "layer" in "resnet50-3.onnx.json"',
  );
  const named = { model: mixed, sidecar: { ...sidecar, layer: "conv" } };
  assert.deepEqual((await cardOf(named)).layerDims, [4, 9, 12]);
});

Deno.test("rewrite explains the last layer of a network that puts channels last", async () => {
  const plan = kerasResnet50({
    height: 40,
    width: 70,
    classes: LABELS.length,
    thickness: 1 / 32,
  });
  const card = await cardOf({
    model: tensorflowStyle(plan, { seed: 1 }),
    sidecar: { preprocess: "caffe" },
  });
  assert.deepEqual(card.layerDims, [64, 2, 3]);
  assert.equal(card.formula, "closed-form");
});

/** A network whose features lose their rows and columns before they are weighted. */
function withMixedAxes(): Model {
  const builder = new GraphBuilder("mixed");
  const [height, width] = PIXELS;
  builder.input({
    name: "image",
    type: "float32",
    dims: ["n", 3, height, width],
  });
  const kernel = builder.constant(someFloats([4, 3, 1, 1]));
  builder.op("Conv", ["image", kernel], { outputs: ["conv"] });
  const shape = builder.constant(ints(0, height, 4, width));
  builder.op("Reshape", ["conv", shape], { outputs: ["mixed"] });
  const [flat = ""] = builder.op("Flatten", ["mixed"]);
  const matrix = builder.constant(someFloats([4 * height * width, 6]));
  builder.op("MatMul", [flat, matrix], { outputs: ["scores"] });
  builder.output({ name: "scores", type: "float32", dims: ["n", 6] });
  return modelOf(builder.build());
}

/** A network with a convolution of six channels, which WebGPU's runtime gets wrong. */
function withSixChannels(): Model {
  const builder = new GraphBuilder("six");
  let tensor = builder.input({
    name: "image",
    type: "float32",
    dims: ["n", 3, ...PIXELS],
  });
  let channels = 3;
  for (const wanted of [6, 8]) {
    const kernel = builder.constant(someFloats([wanted, channels, 3, 3]));
    [tensor = ""] = builder.op("Conv", [tensor, kernel], {
      name: `conv${wanted}`,
    });
    [tensor = ""] = builder.op("Relu", [tensor]);
    channels = wanted;
  }
  [tensor = ""] = builder.op("GlobalAveragePool", [tensor]);
  [tensor = ""] = builder.op("Flatten", [tensor]);
  const matrix = builder.constant(someFloats([8, 6]));
  builder.op("MatMul", [tensor, matrix], { outputs: ["scores"] });
  builder.output({ name: "scores", type: "float32", dims: ["n", 6] });
  return modelOf(builder.build());
}

Deno.test("rewrite replaces what WebGPU computes wrongly, and names it", async () => {
  const model = withSixChannels();
  const card = await cardOf({ model, sidecar, params: { device: "webgpu" } });
  assert.deepEqual(card.rewritten, ['node 2 "conv8" (Conv)']);
  assert.deepEqual((await cardOf({ model, sidecar })).rewritten, []);
});
