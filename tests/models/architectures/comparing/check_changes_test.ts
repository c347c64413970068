import assert from "node:assert/strict";
import type { Verdict } from "../../../../models/architectures/comparing/check_network.ts";
import { kerasEfficientnetB4 } from "../../../../models/architectures/keras_efficientnet_b4.ts";
import { kerasResnet50 } from "../../../../models/architectures/keras_resnet50.ts";
import type { Layer } from "../../../../models/architectures/plan/layer.ts";
import type { NetworkPlan } from "../../../../models/architectures/plan/network_plan.ts";
import { changedPlan, planWithout } from "../../../support/changed_plan.ts";
import { checkPlan } from "../../../support/checked_plan.ts";

const SIZE = { height: 300, width: 400, classes: 6 };
const RESNET = kerasResnet50(SIZE);
const EFFICIENTNET = kerasEfficientnetB4(SIZE);

/** What differs: trait, expected, found, the first layer, and how many there are. */
type Line = readonly [string, string, string, string | undefined, number];

function lines({ differences }: Verdict): Line[] {
  return differences.map(({ trait, expected, found, layers }) => [
    trait,
    expected,
    found,
    layers[0],
    layers.length,
  ]);
}

/** Changes of single layers, and the one line that each has to give. */
const CHANGES: readonly [
  NetworkPlan,
  Readonly<Record<string, Record<string, unknown>>>,
  Line,
][] = [
  [RESNET, { conv1_conv: { padding: [2, 2, 3, 3] } }, [
    "padding",
    "3 before and 2 after rows and columns",
    "2 before and 3 after rows and columns",
    "conv1_conv",
    1,
  ]],
  [RESNET, { conv3_block2_2_conv: { kernel: [5, 5], padding: [2, 2, 2, 2] } }, [
    "kernel",
    "3 x 3",
    "5 x 5",
    "conv3_block2_2_conv",
    1,
  ]],
  [RESNET, { conv2_block2_1_conv: { channels: 72 } }, [
    "channels",
    "64",
    "72",
    "conv2_block2_1_conv",
    1,
  ]],
  [RESNET, { conv4_block1_2_conv: { groups: 32 } }, [
    "groups",
    "1",
    "32",
    "conv4_block1_2_conv",
    1,
  ]],
  [
    RESNET,
    { conv5_block2_2_conv: { dilations: [2, 2], padding: [2, 2, 2, 2] } },
    ["dilation", "1 x 1", "2 x 2", "conv5_block2_2_conv", 1],
  ],
  [RESNET, { conv5_block3_3_conv: { bias: false } }, [
    "bias",
    "yes",
    "no",
    "conv5_block3_3_conv",
    1,
  ]],
  [RESNET, { conv2_block1_0_conv: { norm: { name: "n", epsilon: 1e-3 } } }, [
    "epsilon",
    "1.001e-5",
    "0.001",
    "conv2_block1_0_conv",
    1,
  ]],
  [RESNET, { conv4_block6_out: { function: "swish" } }, [
    "activation",
    "relu",
    "swish",
    "conv4_block6_out",
    1,
  ]],
  [RESNET, { pool1_pool: { padding: [0, 0, 1, 1] } }, [
    "padding",
    "1 before and 0 after rows and columns",
    "0 before and 1 after rows and columns",
    "pool1_pool",
    1,
  ]],
  [RESNET, { flatten: { order: "channels, rows, columns" } }, [
    "order",
    "rows, columns, channels",
    "channels, rows, columns",
    "flatten",
    1,
  ]],
  [RESNET, { diagnosis: { channels: 7 } }, [
    "channels",
    "6",
    "7",
    "diagnosis",
    1,
  ]],
  [
    RESNET,
    {
      conv4_block3_add: { inputs: ["conv4_block1_out", "conv4_block3_3_conv"] },
    },
    [
      "connection",
      "conv4_block3_add reads conv4_block2_out and conv4_block3_3_conv",
      'node 108 "conv4_block3_add" (Add) reads what stands for conv4_block1_out and conv4_block3_3_conv',
      "conv4_block3_add",
      1,
    ],
  ],
  [
    EFFICIENTNET,
    { block5c_dwconv: { kernel: [3, 3], padding: [1, 1, 1, 1] } },
    [
      "kernel",
      "5 x 5",
      "3 x 3",
      "block5c_dwconv",
      1,
    ],
  ],
  [EFFICIENTNET, { block2a_se_reduce: { channels: 8 } }, [
    "channels",
    "6",
    "8",
    "block2a_se_reduce",
    1,
  ]],
  [EFFICIENTNET, { block2a_se_swish: { function: "relu" } }, [
    "activation",
    "swish",
    "relu",
    "block2a_se_swish",
    1,
  ]],
  // Both must have the same channels, and the message is one.
  [
    EFFICIENTNET,
    {
      block2b_expand_conv: { channels: 200 },
      block2b_dwconv: { channels: 200, groups: 200 },
      block2b_se_expand: { channels: 200 },
    },
    ["channels", "192", "200", "block2b_expand_conv", 2],
  ],
  [EFFICIENTNET, { stem_conv: { norm: undefined } }, [
    "batch normalisation",
    "yes",
    "no",
    "stem_conv",
    1,
  ]],
  [EFFICIENTNET, { batch_normalization: { epsilon: 1e-5 } }, [
    "epsilon",
    "0.001",
    "1e-5",
    "batch_normalization",
    1,
  ]],
];

for (const [plan, changes, line] of CHANGES) {
  const [trait, , , layer] = line;
  Deno.test(`checkNetwork() tells another ${trait} of ${layer}`, () => {
    const verdict = checkPlan(changedPlan(plan, changes));
    assert.deepEqual(lines(verdict), [line]);
    assert.equal(verdict.asExpected, false);
  });
}

/** Layers taken out of a network, and the one line that has to say so. */
const LOSSES: readonly [NetworkPlan, RegExp, Line][] = [
  [RESNET, /^conv3_block2_1_relu$/, [
    "layer",
    "conv3_block2_1_relu",
    "nothing",
    "conv3_block2_1_relu",
    1,
  ]],
  [RESNET, /^conv3_block2_add$/, [
    "layer",
    "conv3_block2_add",
    "nothing",
    "conv3_block2_add",
    1,
  ]],
  [RESNET, /^(flatten|diagnosis)$/, [
    "layer",
    "2 layers, from flatten to diagnosis",
    "nothing",
    "flatten",
    2,
  ]],
  [EFFICIENTNET, /^block3b_se_/, [
    "layer",
    "6 layers, from block3b_se_squeeze to block3b_se_excite",
    "nothing",
    "block3b_se_squeeze",
    6,
  ]],
];

for (const [plan, gone, line] of LOSSES) {
  Deno.test(`checkNetwork() misses ${line[1]}`, () => {
    const isGone = ({ name }: Layer): boolean => gone.test(name);
    assert.deepEqual(lines(checkPlan(planWithout(plan, isGone))), [line]);
  });
}

Deno.test("checkNetwork() counts the blocks of ResNet-101 that are too many", () => {
  const extra = Array.from({ length: 17 }, (_, i) => i + 7);
  const at = RESNET.layers.findIndex(({ name }) => name === "conv4_block6_out");
  const block = RESNET.layers.slice(at - 6, at + 1);
  const layers = [...RESNET.layers.slice(0, at + 1)];
  for (const number of extra) {
    layers.push(...block.map((layer) => ({
      ...layer,
      name: layer.name.replace("block6", `block${number}`),
      inputs: layer.inputs.map((name) =>
        name.replace("block6", `block${number}`)
          .replace("block5", `block${number - 1}`)
      ),
    })));
  }
  layers.push(
    ...RESNET.layers.slice(at + 1).map((layer) => ({
      ...layer,
      inputs: layer.inputs.map((name) =>
        name === "conv4_block6_out" ? "conv4_block23_out" : name
      ),
    })),
  );
  const [difference, ...others] = checkPlan({ ...RESNET, layers }).differences;
  assert.deepEqual(others, []);
  assert.equal(difference?.expected, "nothing");
  assert.match(
    difference.found,
    /^119 layers, from a convolution of 1 x 1 at /,
  );
});
