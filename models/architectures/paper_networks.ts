import type {
  Expectation,
  Lookalike,
  Meaning,
} from "./comparing/expectation.ts";
import { KERAS_SCALING, kerasEfficientnetB4 } from "./keras_efficientnet_b4.ts";
import { kerasResnet50 } from "./keras_resnet50.ts";
import type { Pair } from "./plan/layer.ts";
import type { NetworkPlan } from "./plan/network_plan.ts";

/** Rows and columns that both networks of the dataset paper see. */
const SIZE: Pair = [300, 400];

/** The six diagnoses. */
const CLASSES = 6;

const MEANINGS: readonly Meaning[] = [
  {
    trait: "input",
    found: /^400 x 300$/,
    means:
      "height and width are exchanged: the paper searched its hyper-parameters at 400 x 300, and trained, tested and explained at 300 x 400",
  },
  {
    trait: "input",
    means: "scores and maps of another size are not the paper's: export again",
  },
  {
    trait: "channels",
    layers: /^(diagnosis|pred)$/,
    found: /^1000$/,
    means:
      "the 1,000 classes of ImageNet: weights as they were downloaded, not those that were trained for the six diagnoses",
  },
  {
    trait: "channels",
    layers: /^(diagnosis|pred)$/,
    means: "the paper's networks tell six diagnoses apart",
  },
  {
    trait: "batch normalisation",
    means:
      "neither a batch normalisation nor the bias that it leaves where it is folded into its convolution",
  },
  {
    trait: "pixels",
    means:
      "pictures would be normalised in another way than the weights were trained with",
  },
];

/** ResNet-50 of the dataset paper: Keras' trunk, Flatten, and one matrix. */
const resnet50: Expectation = {
  title: "ResNet-50 of the dataset paper (Keras, v1)",
  size: SIZE,
  plan: ([height, width]) => kerasResnet50({ height, width, classes: CLASSES }),
  lookalikes: ([height, width]) => [{
    plan: kerasResnet50({
      height,
      width,
      classes: CLASSES,
      torchvision: true,
    }),
    means: {
      stride:
        "the stride is on the convolution of 3 x 3: this is torchvision's ResNet-50 (v1.5); Keras' (v1) has it on the first of 1 x 1",
      bias: "torchvision's convolutions have no bias; Keras' have one",
      epsilon:
        "torchvision's batch normalisation; Keras' ResNet-50 adds 1.001e-5",
    },
  }],
  meanings: [
    {
      trait: "layer",
      found: /normalisation of pixels|Slice|Gather|Split/,
      means:
        "the file prepares pictures itself, which Keras' ResNet-50 leaves to preprocess_input: export the network without it, or compare what it does with caffe",
    },
    {
      trait: "layer",
      layers: /^flatten$/,
      found: /mean/,
      means:
        "Keras' and torchvision's own head: the paper's has a weight for each place, 266,240 a class",
    },
    {
      trait: "layer",
      layers: /^(flatten|diagnosis)$/,
      found: /^nothing$/,
      means:
        "the file ends with feature maps (include_top=False): export the whole classifier",
    },
    {
      trait: "order",
      means:
        "PyTorch's order: the same network only if the rows of the matrix were put in this order too, which the file does not show",
    },
    ...MEANINGS,
  ],
};

/** EfficientNet-B4 of the dataset paper. */
const efficientnetB4: Expectation = {
  title: "EfficientNet-B4 of the dataset paper (Keras)",
  size: SIZE,
  plan: ([height, width]) =>
    kerasEfficientnetB4({ height, width, classes: CLASSES }),
  lookalikes: ([height, width]) => {
    const options = { height, width, classes: CLASSES };
    const plan = kerasEfficientnetB4(options);
    return [
      {
        plan: kerasEfficientnetB4({
          ...options,
          padding: "symmetric",
          epsilon: 1e-5,
        }),
        means: {
          padding:
            "the same on both sides: PyTorch's EfficientNet (torchvision, timm), which sees places shifted by one against Keras'",
          epsilon:
            "PyTorch's batch normalisation; Keras' EfficientNet adds 0.001",
        },
      },
      {
        plan: kerasEfficientnetB4({ ...options, padding: [width, height] }),
        means: {
          padding:
            `the padding that Keras chooses for an input of ${width} x ${height}: the network was built for that size and is used on another`,
        },
      },
      {
        plan: kerasEfficientnetB4({ ...options, padding: "unknown" }),
        means: {
          padding:
            "the padding that Keras chooses where it does not know the input's size: build the network with an input_shape",
        },
      },
      scaled(plan, {
        scale: KERAS_SCALING.scale.map((factor) => 255 * factor * factor),
        shift: KERAS_SCALING.shift.map((shift, c) =>
          255 * shift * KERAS_SCALING.scale[c]!
        ),
        means:
          "divides by the standard deviation, TensorFlow 2.3 by its root (tensorflow issue 49930): the weights were trained with the root",
      }),
      scaled(plan, {
        scale: [1 / 255, 1 / 255, 1 / 255],
        shift: [0, 0, 0],
        means:
          "the Normalization layer has lost its values, as where TensorFlow 2.7 loads an .h5 file (keras issue 15348): export with another version",
      }),
    ];
  },
  meanings: [
    {
      trait: "layer",
      layers: /^avg_pool$/,
      found: /Flatten/,
      means: "the paper's EfficientNet takes the mean over all places",
    },
    {
      trait: "layer",
      layers: /^(avg_pool|pred)$/,
      found: /^nothing$/,
      means:
        "the file ends with feature maps (include_top=False): export the whole classifier",
    },
    ...MEANINGS,
  ],
};

/** The plan with another normalisation of pixels. */
function scaled(
  plan: NetworkPlan,
  { scale, shift, means }: {
    readonly scale: readonly number[];
    readonly shift: readonly number[];
    readonly means: string;
  },
): Lookalike {
  const layers = plan.layers.map((layer) =>
    layer.kind === "scaling" ? { ...layer, scale, shift } : layer
  );
  return { plan: { ...plan, layers }, means: { pixels: means } };
}

/** The networks of the dataset paper that a file can be expected to hold. */
export const PAPER_NETWORKS: Readonly<
  Record<"resnet50" | "efficientnet_b4", Expectation>
> = { resnet50, efficientnet_b4: efficientnetB4 };
