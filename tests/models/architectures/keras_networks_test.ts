import assert from "node:assert/strict";
import {
  kerasEfficientnetB4,
  type StridedPadding,
} from "../../../models/architectures/keras_efficientnet_b4.ts";
import { kerasResnet50 } from "../../../models/architectures/keras_resnet50.ts";
import { countParameters } from "../../../models/architectures/plan/count_parameters.ts";
import type { NetworkPlan } from "../../../models/architectures/plan/network_plan.ts";
import { shapesOf } from "../../../models/architectures/plan/shapes_of.ts";

const SIZE = { height: 300, width: 400, classes: 6 };

function parameters(
  plan: NetworkPlan,
  isMeant: (name: string) => boolean = () => true,
): number {
  return [...countParameters(plan)]
    .reduce((sum, [name, count]) => sum + (isMeant(name) ? count : 0), 0);
}

Deno.test("kerasResnet50() has as many parameters as Keras says", () => {
  const plan = kerasResnet50(SIZE);
  // keras.applications.ResNet50(include_top=False).count_params()
  assert.equal(
    parameters(plan, (name) => name !== "diagnosis"),
    23_587_712,
  );
  // Dense(6) behind 10 x 13 x 2048 features.
  assert.equal(countParameters(plan).get("diagnosis"), 1_597_446);
  // The whole of ResNet50() with ImageNet's 1,000 classes.
  const imagenet = kerasResnet50({
    height: 224,
    width: 224,
    classes: 1000,
    head: "mean",
  });
  assert.equal(parameters(imagenet), 25_636_712);
  // torchvision's resnet50: 25,557,032 weights, and means and variances of 53 layers.
  const torchvision = kerasResnet50({
    height: 224,
    width: 224,
    classes: 1000,
    head: "mean",
    torchvision: true,
  });
  assert.equal(parameters(torchvision), 25_557_032 + 2 * 26_560);
});

Deno.test("kerasEfficientnetB4() has as many parameters as Keras says", () => {
  const plan = kerasEfficientnetB4(SIZE);
  const ofHead = ["batch_normalization", "pred"];
  // keras.applications.EfficientNetB4(include_top=False).count_params()
  assert.equal(
    parameters(plan, (name) => !ofHead.includes(name)),
    17_673_823,
  );
  assert.equal(
    parameters(plan, (name) => ofHead.includes(name)),
    7168 + 10_758,
  );
});

Deno.test("the paper's networks have feature maps of 10 x 13", () => {
  const resnet = shapesOf(kerasResnet50(SIZE));
  assert.deepEqual(resnet.get("conv1_conv"), [64, 150, 200]);
  assert.deepEqual(resnet.get("pool1_pool"), [64, 75, 100]);
  assert.deepEqual(resnet.get("conv5_block3_out"), [2048, 10, 13]);
  assert.deepEqual(resnet.get("flatten"), [266_240, 1, 1]);
  const efficientnet = shapesOf(kerasEfficientnetB4(SIZE));
  assert.deepEqual(efficientnet.get("stem_conv"), [48, 150, 200]);
  assert.deepEqual(efficientnet.get("top_activation"), [1792, 10, 13]);
});

Deno.test("kerasEfficientnetB4() pads as Keras does for the size it was built for", () => {
  const mapOf = (padding: StridedPadding): unknown =>
    shapesOf(kerasEfficientnetB4({ ...SIZE, padding })).get("top_activation");
  assert.deepEqual(mapOf("symmetric"), [1792, 10, 13]);
  // Built for 400 x 300 and used on 300 x 400, as a version of the authors' notebook warns.
  assert.deepEqual(mapOf([400, 300]), [1792, 9, 13]);
  assert.deepEqual(mapOf("unknown"), [1792, 9, 12]);
  const strided = kerasEfficientnetB4(SIZE).layers.flatMap((layer) =>
    layer.kind === "convolution" && layer.strides[0] === 2
      ? [[layer.name, layer.padding]]
      : []
  );
  assert.deepEqual(strided, [
    ["stem_conv", [0, 0, 1, 1]],
    ["block2a_dwconv", [0, 0, 1, 1]],
    // 75 rows are odd, 100 columns even.
    ["block3a_dwconv", [2, 1, 2, 2]],
    ["block4a_dwconv", [0, 0, 1, 1]],
    ["block6a_dwconv", [2, 2, 2, 2]],
  ]);
});

Deno.test("kerasEfficientnetB4() has the blocks of EfficientNet-B4", () => {
  const { layers } = kerasEfficientnetB4(SIZE);
  const blocks = layers.flatMap(({ name }) =>
    /^block(\d)[a-z]_dwconv$/.exec(name)?.[1] ?? []
  );
  const repeats = [1, 2, 3, 4, 5, 6, 7].map((stage) =>
    blocks.filter((found) => found === String(stage)).length
  );
  assert.deepEqual(repeats, [2, 4, 4, 6, 6, 8, 2]);
  const units = (suffix: string): number[] =>
    layers.flatMap((layer) =>
      layer.name.endsWith(suffix) && "channels" in layer ? layer.channels : []
    );
  assert.deepEqual(
    [...new Set(units("project_conv"))],
    [24, 32, 56, 112, 160, 272, 448],
  );
  assert.deepEqual(units("se_reduce").slice(0, 4), [12, 6, 6, 8]);
});
