import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildNetwork } from "../../../models/architectures/build_network.ts";
import { kerasEfficientnetB4 } from "../../../models/architectures/keras_efficientnet_b4.ts";
import { kerasResnet50 } from "../../../models/architectures/keras_resnet50.ts";
import { sidecarSchema } from "../../../pipeline/stages/networks/sidecar_schema.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { modelOf } from "../../support/onnx_models.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

async function inspect(
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-read",
      "--allow-env=INIT_CWD,CI,TERM",
      join(ROOT, "main.ts"),
      "inspect",
      ...args,
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

/** A file with a small network in a folder. */
async function networkIn(folder: string): Promise<string> {
  const builder = new GraphBuilder("net");
  builder.input({ name: "image", type: "float32", dims: ["n", 3, "h", "w"] });
  const kernel = builder.constant({
    type: "float32",
    dims: [500, 3, 3, 3],
    data: new Float32Array(13_500),
  });
  const [features] = builder.op("Conv", ["image", kernel], {
    name: "conv\u001b[31m",
  });
  builder.op("GlobalAveragePool", [features!], { outputs: ["pooled"] });
  builder.output({ name: "pooled", type: "float32", dims: undefined });
  const path = join(folder, "net.onnx");
  const model = { ...modelOf(builder.build()), producer: "hand" };
  await Deno.writeFile(path, writeModel(model));
  return path;
}

Deno.test("inspect prints nodes, shapes and sums", async () => {
  await withFolder(async (folder) => {
    const path = await networkIn(folder);
    const open = await inspect(path);
    assert.equal(open.stderr, "");
    assert.equal(
      open.stdout,
      `\
   operator           name            makes                   parameters
0  Conv               conv\\u001b[31m  float32 [n, 500, ?, ?]      13,500
1  GlobalAveragePool                  float32 [n, 500, 1, 1]

input       image float32 [n, 3, h, w]
output      pooled float32 [n, 500, 1, 1]
operators   Conv 1, GlobalAveragePool 1
opset       13
made by     hand
parameters  13,500
constants   54.0 kB
`,
    );
    const fixed = await inspect(path, "--shape", "image=2x3x8x9", "--json");
    assert.equal(fixed.code, 0);
    const { file, nodes, totals } = JSON.parse(fixed.stdout);
    assert.equal(file, "net.onnx");
    assert.deepEqual(nodes[0].outputs[0].dims, [2, 500, 6, 7]);
    assert.equal(totals.parameters, 13_500);
  });
});

Deno.test("inspect says what is wrong, and ends with the code for it", async () => {
  await withFolder(async (folder) => {
    const path = await networkIn(folder);
    const broken = join(folder, "broken.onnx");
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(broken, bytes.subarray(0, 1000));
    const cut = await inspect(broken);
    assert.equal(cut.code, 3);
    assert.match(
      cut.stderr,
      /^error: Cannot read ".*broken\.onnx": byte \d+ in graph: \d+ bytes are announced and \d+ are left: it is not an ONNX model, or is damaged or cut short; fetch or export it again\n$/,
    );
    const missing = await inspect(join(folder, "none.onnx"));
    assert.equal(missing.code, 3);
    assert.match(
      missing.stderr,
      /^error: There is no file ".*none\.onnx": name an ONNX model\n$/,
    );
    assert.equal((await inspect()).code, 2);
    const shape = await inspect(path, "--shape", "8,8");
    assert.equal(shape.code, 2);
    assert.match(
      shape.stderr,
      /"8,8" is not a shape: write sizes with "x" between them/,
    );
    const rank = await inspect(path, "--shape", "3x8x8");
    assert.equal(rank.code, 3);
    assert.match(rank.stderr, /the model takes 4 dimensions/);
  });
});

Deno.test("inspect --expect says that a file is the paper's network, and what goes beside it", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "efficientnet_b4-0.onnx");
    const plan = kerasEfficientnetB4({ height: 300, width: 400, classes: 6 });
    const model = buildNetwork(plan, { layout: "NHWC", softmax: true });
    await Deno.writeFile(path, writeModel(model));
    const { code, stdout, stderr } = await inspect(
      "--expect",
      "efficientnet_b4",
      path,
    );
    assert.equal(stderr, "");
    assert.equal(code, 0);
    assert.equal(
      stdout,
      `\
EfficientNet-B4 of the dataset paper (Keras): as expected

input       "image", 300 x 400, channels last, batch open
layers      381 of 381, 96 of 96 convolutions; 0 batch normalisations folded into them, 96 not
Grad-CAM    top_activation, "top_activation", 1792 x 10 x 13
parameters  17,691,748 in the file; the network has 17,673,823 and 17,926 in its head, as Keras counts
output      softmax
paper       The weights of TensorFlow 2.3 hold deviations where the network expects variances; "keras-efficientnet-tf2.3" computes the same outside of a model.
paper       Scores 4 and 5 are vitiligo and viral warts, in this order. The paper compared them with labels in the other order.

efficientnet_b4-0.onnx.json is to say:
{
  "preprocess": "none",
  "size": [300, 400],
  "resize": "bilinear",
  "labels": ["Acne", "Actinic keratosis", "Psoriasis", "Seborrheic dermatitis", "Vitiligo", "Viral warts"],
  "layer": "top_activation"
}
`,
    );
  });
});

Deno.test("inspect --expect tells differences line by line, and ends with 4", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "resnet50-0.onnx");
    const plan = kerasResnet50({
      height: 300,
      width: 400,
      classes: 6,
      head: "mean",
    });
    await Deno.writeFile(path, writeModel(buildNetwork(plan)));
    const { code, stdout } = await inspect(path, "--expect", "resnet50");
    assert.equal(code, 4);
    assert.deepEqual(stdout.split("\n").slice(0, 3), [
      "ResNet-50 of the dataset paper (Keras, v1): 1 difference",
      `- layer: expected all places in a row (Flatten), found the mean over all places at node 172 "avg_pool" (GlobalAveragePool): Keras' and torchvision's own head: the paper's has a weight for each place, 266,240 a class`,
      "",
    ]);
    const json = await inspect(path, "--expect", "resnet50", "--json");
    assert.equal(json.code, 4);
    const { file, expect, asExpected, differences, sidecar, paper } = JSON
      .parse(json.stdout);
    assert.deepEqual([file, expect, asExpected, differences.length], [
      "resnet50-0.onnx",
      "resnet50",
      false,
      1,
    ]);
    assert.equal(sidecarSchema.safeParse(sidecar).success, true);
    assert.equal(sidecar.preprocess, "caffe");
    assert.match(paper.join(), /computed its maps on pictures that were not/);
  });
});

Deno.test("inspect --expect refuses what it does not know", async () => {
  await withFolder(async (folder) => {
    const path = await networkIn(folder);
    const other = await inspect(path, "--expect", "resnet5");
    assert.equal(other.code, 2);
    assert.match(
      other.stderr,
      /Unknown network "resnet5": did you mean "resnet50"\?/,
    );
    const both = await inspect(
      ...[path, "--expect", "resnet50", "--shape", "1x3x8x8"],
    );
    assert.equal(both.code, 2);
    assert.match(both.stderr, /leave --shape out/);
    const small = await inspect(path, "--expect", "resnet50");
    assert.equal(small.code, 4);
    assert.match(
      small.stdout,
      /network: expected 53 convolutions, found another network, of 1 convolution:/,
    );
  });
});
