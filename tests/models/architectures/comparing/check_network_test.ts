import assert from "node:assert/strict";
import { buildNetwork } from "../../../../models/architectures/build_network.ts";
import { checkNetwork } from "../../../../models/architectures/comparing/check_network.ts";
import {
  KERAS_SCALING,
  kerasEfficientnetB4,
} from "../../../../models/architectures/keras_efficientnet_b4.ts";
import { kerasResnet50 } from "../../../../models/architectures/keras_resnet50.ts";
import { PAPER_NETWORKS } from "../../../../models/architectures/paper_networks.ts";
import { gradCamModel } from "../../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { Model } from "../../../../models/onnx/graph.ts";
import { changedPlan, planWithout } from "../../../support/changed_plan.ts";
import { checkPlan } from "../../../support/checked_plan.ts";
import { fusedByRuntime } from "../../../support/fused_by_runtime.ts";
import { tensorflowStyle } from "../../../support/tensorflow_style.ts";

const SIZE = { height: 300, width: 400, classes: 6 };
const RESNET = kerasResnet50(SIZE);
const EFFICIENTNET = kerasEfficientnetB4(SIZE);
const [AS_RESNET, AS_EFFICIENTNET] = [
  PAPER_NETWORKS.resnet50,
  PAPER_NETWORKS.efficientnet_b4,
];

for (const plan of [RESNET, EFFICIENTNET]) {
  const expectation = plan.name === "resnet50" ? AS_RESNET : AS_EFFICIENTNET;
  const forms: Record<string, () => Model> = {
    "as it is planned": () => buildNetwork(plan),
    "with channels last, a softmax and 8 images at a time": () =>
      buildNetwork(plan, { layout: "NHWC", softmax: true, batch: 8 }),
    "with folded batch normalisations": () =>
      buildNetwork(plan, { layout: "NHWC", folded: true }),
    "as tf2onnx writes it": () => tensorflowStyle(plan),
    "as ONNX Runtime fuses it": () =>
      fusedByRuntime(buildNetwork(plan, { folded: true })),
    "with open rows and columns": () => {
      const model = buildNetwork(plan);
      const [image] = model.graph.inputs;
      const inputs = [{ ...image!, dims: ["n", 3, "h", "w"] }];
      return { ...model, graph: { ...model.graph, inputs } };
    },
  };
  for (const [form, build] of Object.entries(forms)) {
    Deno.test(`checkNetwork() knows ${plan.name} ${form}`, () => {
      const verdict = checkNetwork(build(), expectation);
      assert.deepEqual(verdict.differences, []);
      assert.equal(verdict.asExpected, true);
      const { found, expected } = verdict.layers;
      assert.equal(found, expected);
      assert.deepEqual(verdict.target.found, verdict.target.expected);
      assert.deepEqual(verdict.target.found?.slice(1), [10, 13]);
      const { shown, folded } = verdict.norms;
      assert.equal(shown + folded, verdict.convolutions.expected);
    });
  }
}

Deno.test("checkNetwork() knows torchvision's ResNet-50", () => {
  const verdict = checkPlan(kerasResnet50({
    ...SIZE,
    classes: 1000,
    head: "mean",
    torchvision: true,
  }));
  assert.deepEqual(
    verdict.differences.map(({ trait, layers, nodes, means }) => [
      trait,
      layers.length,
      nodes[0],
      means?.split(":")[0],
    ]),
    [
      [
        "bias",
        53,
        'node 0 "conv1_conv" (Conv)',
        "torchvision's convolutions have no bias; Keras' have one",
      ],
      [
        "epsilon",
        53,
        'node 0 "conv1_conv" (Conv)',
        "torchvision's batch normalisation; Keras' ResNet-50 adds 1.001e-5",
      ],
      [
        "stride",
        3,
        'node 38 "conv3_block1_1_conv" (Conv)',
        "the stride is on the convolution of 3 x 3",
      ],
      [
        "stride",
        3,
        'node 41 "conv3_block1_2_conv" (Conv)',
        "the stride is on the convolution of 3 x 3",
      ],
      [
        "layer",
        1,
        'node 172 "avg_pool" (GlobalAveragePool)',
        "Keras' and torchvision's own head",
      ],
      [
        "channels",
        1,
        'node 174 "diagnosis" (Gemm)',
        "the 1,000 classes of ImageNet",
      ],
    ],
  );
});

Deno.test("checkNetwork() tells whose padding an EfficientNet has", () => {
  const meaning = (padding: "symmetric" | "unknown" | [number, number]) => [
    ...new Set(
      checkPlan(kerasEfficientnetB4({ ...SIZE, padding })).differences
        .map(({ trait, means }) => `${trait}: ${means}`),
    ),
  ];
  assert.deepEqual(meaning("symmetric"), [
    "padding: the same on both sides: PyTorch's EfficientNet (torchvision, timm), which sees places shifted by one against Keras'",
  ]);
  assert.deepEqual(meaning([400, 300]), [
    "padding: the padding that Keras chooses for an input of 400 x 300: the network was built for that size and is used on another",
  ]);
  assert.deepEqual(meaning("unknown"), [
    "padding: the padding that Keras chooses where it does not know the input's size: build the network with an input_shape",
  ]);
});

Deno.test("checkNetwork() tells what an EfficientNet does to pixels", () => {
  const means = (scaling: Record<string, unknown>): unknown =>
    checkPlan(changedPlan(EFFICIENTNET, { normalization: scaling }))
      .differences.map((difference) => difference.means);
  const { scale, shift } = KERAS_SCALING;
  // Keras 2.10 divides by the root once more.
  const root = [0.229, 0.224, 0.225].map(Math.sqrt);
  assert.deepEqual(
    means({
      scale: scale.map((factor, c) => factor / root[c]!),
      shift: shift.map((value, c) => value / root[c]!),
    }),
    [
      "divides by the standard deviation, TensorFlow 2.3 by its root (tensorflow issue 49930): the weights were trained with the root",
    ],
  );
  assert.deepEqual(
    means({ scale: [1 / 255, 1 / 255, 1 / 255], shift: [0, 0, 0] }),
    [
      "the Normalization layer has lost its values, as where TensorFlow 2.7 loads an .h5 file (keras issue 15348): export with another version",
    ],
  );
  assert.deepEqual(means({ scale: [1, 1, 1], shift: [-1, -2, -3] }), [
    "pictures would be normalised in another way than the weights were trained with",
  ]);
});

Deno.test("checkNetwork() lets an EfficientNet go without what may be outside or folded", () => {
  const plan = planWithout(
    EFFICIENTNET,
    ({ name }) => name === "normalization" || name === "batch_normalization",
  );
  const { differences, notes, scaling } = checkPlan(plan);
  assert.deepEqual(differences, []);
  assert.equal(scaling, undefined);
  assert.deepEqual(notes.slice(0, 2), [
    "no normalization: pictures are to be normalised before they go in, as keras-efficientnet-tf2.3 does",
    "no batch_normalization: folded into the matrix behind it, or missing: the file does not show which",
  ]);
});

Deno.test("checkNetwork() compares the rest where the input has another size", () => {
  for (
    const [height, width, means] of [
      [
        224,
        224,
        "scores and maps of another size are not the paper's: export again",
      ],
      [
        400,
        300,
        "height and width are exchanged: the paper searched its hyper-parameters at 400 x 300, and trained, tested and explained at 300 x 400",
      ],
    ] as const
  ) {
    for (const plan of [kerasResnet50, kerasEfficientnetB4]) {
      const verdict = checkPlan(plan({ height, width, classes: 6 }));
      assert.deepEqual(verdict.differences, [{
        trait: "input",
        expected: "300 x 400",
        found: `${height} x ${width}`,
        layers: [],
        nodes: ["image"],
        means,
      }]);
    }
  }
});

Deno.test("checkNetwork() says of quite another network no more than that", () => {
  const verdict = checkPlan(EFFICIENTNET, "resnet50");
  const [difference, ...others] = verdict.differences;
  assert.deepEqual(others, []);
  assert.equal(difference?.trait, "network");
  assert.equal(difference.expected, "53 convolutions");
  assert.equal(difference.found, "another network, of 96 convolutions");
});

for (const plan of [RESNET, EFFICIENTNET]) {
  Deno.test(`checkNetwork() names the tensor of ${plan.name} that Grad-CAM takes by itself`, () => {
    const expectation = plan.name === "resnet50" ? AS_RESNET : AS_EFFICIENTNET;
    const built = checkNetwork(buildNetwork(plan), expectation);
    assert.equal(built.target.tensor, plan.target);
    // Behind Keras' convolutions channels come last.
    const model = tensorflowStyle(plan);
    const { notes, target } = checkNetwork(model, expectation);
    assert.deepEqual(notes, []);
    const { layer, layerDims, formula } = gradCamModel(model);
    assert.equal(target.tensor, layer);
    assert.deepEqual(layerDims, target.expected);
    assert.equal(formula, "closed-form");
  });
}

Deno.test("checkNetwork() counts parameters as Keras does, and those of the file", () => {
  const { parameters } = checkNetwork(
    buildNetwork(RESNET, { folded: true }),
    AS_RESNET,
  );
  assert.deepEqual(parameters, {
    trunk: 23_587_712,
    head: 1_597_446,
    // 26,560 channels are normalised, by four numbers each.
    file: 23_587_712 + 1_597_446 - 4 * 26_560,
  });
});
