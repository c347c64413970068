import assert from "node:assert/strict";
import { shapesOf } from "../../../../models/architectures/plan/shapes_of.ts";
import {
  BACKBONE_NAMES,
  type BackboneName,
} from "../../../../models/architectures/torch/backbones.ts";
import { dermxOn } from "../../../../models/architectures/torch/dermx_on.ts";
import { stateEntries } from "../../../../models/architectures/torch/state_entries.ts";
import type { StateEntry } from "../../../../models/architectures/torch/state_dict.ts";
import { torchNetwork } from "../../../../models/architectures/torch/torch_network.ts";
import { sizeOf } from "../../../../models/onnx/tensor.ts";

function elements(
  entries: ReadonlyMap<string, StateEntry>,
  isMeant: (name: string, entry: StateEntry) => boolean,
): number {
  return [...entries].reduce(
    (sum, [name, entry]) =>
      sum + (isMeant(name, entry) ? sizeOf(entry.dims) : 0),
    0,
  );
}

function isFloat(_name: string, { type }: StateEntry): boolean {
  return type === "float32";
}

/** What PyTorch calls parameters: neither statistics nor counters. */
function isTrained(name: string): boolean {
  return !/running_(mean|var)$|num_batches_tracked$/.test(name);
}

function countOf(
  entries: ReadonlyMap<string, StateEntry>,
  type: StateEntry["type"],
): number {
  return [...entries.values()].filter((entry) => entry.type === type).length;
}

Deno.test("stateEntries() has DermX on EfficientNet-B2 as timm 0.4.12 has it", () => {
  const entries = stateEntries(dermxOn("efficientnet_b2"));
  assert.equal(entries.size, 508);
  assert.equal(countOf(entries, "float32"), 440);
  assert.equal(countOf(entries, "int64"), 68);
  assert.equal(elements(entries, isFloat), 7_313_598);
  assert.equal(elements(entries, isTrained), 7_248_846);
  assert.equal(4 * elements(entries, isFloat) + 8 * 68, 29_254_936);

  const names = [...entries.keys()];
  assert.deepEqual(names.slice(0, 9), [
    "backbone.conv_stem.weight",
    "backbone.bn1.weight",
    "backbone.bn1.bias",
    "backbone.bn1.running_mean",
    "backbone.bn1.running_var",
    "backbone.bn1.num_batches_tracked",
    "backbone.blocks.0.0.conv_dw.weight",
    "backbone.blocks.0.0.bn1.weight",
    "backbone.blocks.0.0.bn1.bias",
  ]);
  const modulesOf = (block: string): string[] => [
    ...new Set(
      names.filter((name) => name.startsWith(`backbone.blocks.${block}.`))
        .map((name) => name.split(".").slice(4, -1).join(".")),
    ),
  ];
  assert.deepEqual(modulesOf("0.1"), [
    "conv_dw",
    "bn1",
    "se.conv_reduce",
    "se.conv_expand",
    "conv_pw",
    "bn2",
  ]);
  assert.deepEqual(modulesOf("6.1"), [
    "conv_pw",
    "bn1",
    "conv_dw",
    "bn2",
    "se.conv_reduce",
    "se.conv_expand",
    "conv_pwl",
    "bn3",
  ]);
  const heads = [...entries].filter(([name]) => !name.startsWith("backbone"));
  assert.deepEqual(
    Object.fromEntries(heads.map(([name, { dims }]) => [name, dims])),
    {
      "cx_clf.1.weight": [64, 352],
      "cx_clf.1.bias": [64],
      "cx_clf.4.weight": [10, 64],
      "cx_clf.4.bias": [10],
      "dx_clf_prep.1.weight": [64, 352],
      "dx_clf_prep.1.bias": [64],
      "dx_clf.weight": [6, 74],
      "dx_clf.bias": [6],
    },
  );
});

Deno.test("stateEntries() has DermX on ResNet-50 as timm 0.4.12 has it", () => {
  const entries = stateEntries(dermxOn("resnet50"));
  assert.equal(entries.size, 326);
  assert.equal(countOf(entries, "float32"), 273);
  assert.equal(elements(entries, isFloat), 23_824_524);
  // A block's convolution on the shortcut is registered last.
  const block = [...entries.keys()]
    .filter((name) => /^backbone\.layer2\.0\..*[a-z0-9]\.weight$/.test(name));
  assert.deepEqual(
    block.map((name) => name.split(".").slice(3, -1).join(".")),
    [
      "conv1",
      "bn1",
      "conv2",
      "bn2",
      "conv3",
      "bn3",
      "downsample.0",
      "downsample.1",
    ],
  );
  assert.deepEqual(
    entries.get("backbone.layer2.0.downsample.0.weight")!.dims,
    [512, 256, 1, 1],
  );
});

Deno.test("torchNetwork() has as many parameters as timm's and torchvision's classifiers", () => {
  // timm 0.4.12 and torchvision 0.14, with ImageNet's 1,000 classes.
  const published: Readonly<Record<BackboneName, number>> = {
    efficientnet_b0: 5_288_548,
    efficientnet_b1: 7_794_184,
    efficientnet_b2: 9_109_994,
    efficientnet_b3: 12_233_232,
    efficientnet_b4: 19_341_616,
    resnet50: 25_557_032,
  };
  for (const name of BACKBONE_NAMES) {
    const entries = stateEntries(torchNetwork(name, { classes: 1000 }));
    assert.equal(elements(entries, isTrained), published[name], name);
  }
});

Deno.test("torchNetwork() has EfficientNet's stages of timm", () => {
  /** Blocks, kernel, stride, channels, reduced channels of the first and the others. */
  const stages: Readonly<Record<"b2" | "b4", readonly (readonly number[])[]>> =
    {
      b2: [
        [2, 3, 1, 16, 8, 4],
        [3, 3, 2, 24, 4, 6],
        [3, 5, 2, 48, 6, 12],
        [4, 3, 2, 88, 12, 22],
        [4, 5, 1, 120, 22, 30],
        [5, 5, 2, 208, 30, 52],
        [2, 3, 1, 352, 52, 88],
      ],
      b4: [
        [2, 3, 1, 24, 12, 6],
        [4, 3, 2, 32, 6, 8],
        [4, 5, 2, 56, 8, 14],
        [6, 3, 2, 112, 14, 28],
        [6, 5, 1, 160, 28, 40],
        [8, 5, 2, 272, 40, 68],
        [2, 3, 1, 448, 68, 112],
      ],
    };
  for (const [scale, table] of Object.entries(stages)) {
    const plan = torchNetwork(`efficientnet_${scale as "b2" | "b4"}`);
    const found = table.map((_, stage) => {
      const inStage = plan.layers.filter(({ name }) =>
        name.startsWith(`blocks.${stage}.`)
      );
      const depthwise = inStage.flatMap((layer) =>
        layer.kind === "convolution" && layer.name.endsWith("conv_dw")
          ? [layer]
          : []
      );
      const channels = (suffix: RegExp): number[] =>
        inStage.flatMap((layer) =>
          suffix.test(layer.name) && "channels" in layer ? layer.channels : []
        );
      const [first, ...others] = channels(/conv_reduce$/);
      // Windows lie evenly about their places, and only the first block moves on.
      for (const [i, { kernel, strides, padding }] of depthwise.entries()) {
        assert.deepEqual(padding, Array(4).fill((kernel[0] - 1) / 2));
        if (i > 0) assert.deepEqual(strides, [1, 1]);
      }
      return [
        depthwise.length,
        depthwise[0]!.kernel[0],
        depthwise[0]!.strides[0],
        ...new Set(channels(stage === 0 ? /conv_pw$/ : /conv_pwl$/)),
        first,
        ...new Set(others),
      ];
    });
    assert.deepEqual(found, table);
  }
});

Deno.test("dermxOn() has its maps where the authors' code has them", () => {
  const plan = dermxOn("efficientnet_b2");
  const shapes = shapesOf(plan);
  const at = (name: string): unknown => shapes.get(`backbone.${name}`);
  assert.deepEqual(plan.input.shape, [3, 260, 260]);
  assert.deepEqual(
    ["bn1", "blocks.1.2.add", "blocks.2.2.add", "blocks.4.3.add"].map((name) =>
      at(name.replace("bn1", "act1"))
    ),
    [[32, 130, 130], [24, 65, 65], [48, 33, 33], [120, 17, 17]],
  );
  assert.deepEqual(at("blocks.6.1.add"), [352, 9, 9]);
  assert.deepEqual(at("blocks.6.1.conv_pwl"), [352, 9, 9]);

  const targets = BACKBONE_NAMES.map((name) => dermxOn(name).target);
  assert.deepEqual(targets, [
    "backbone.blocks.6.0.conv_pwl",
    "backbone.blocks.6.1.conv_pwl",
    "backbone.blocks.6.1.conv_pwl",
    "backbone.blocks.6.1.conv_pwl",
    "backbone.blocks.6.1.conv_pwl",
    "backbone.layer4.2.conv3",
  ]);
  const widths = BACKBONE_NAMES.map((name) =>
    shapesOf(dermxOn(name)).get("features")![0]
  );
  assert.deepEqual(widths, [320, 320, 352, 384, 448, 2048]);
});
