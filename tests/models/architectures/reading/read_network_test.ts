import assert from "node:assert/strict";
import fc from "fast-check";
import { buildNetwork } from "../../../../models/architectures/build_network.ts";
import { kerasEfficientnetB4 } from "../../../../models/architectures/keras_efficientnet_b4.ts";
import type { Layer } from "../../../../models/architectures/plan/layer.ts";
import { readNetwork } from "../../../../models/architectures/reading/read_network.ts";
import type { Graph, Model, Node } from "../../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import { int64, modelOf } from "../../../support/onnx_models.ts";
import { floats, someFloats } from "../../../support/tensors.ts";

const PLAN = kerasEfficientnetB4({
  height: 60,
  width: 70,
  classes: 3,
  thickness: 1 / 16,
});

/** A network of one image of 3 × 8 × 10 that ends in `scores`. */
function network(
  grow: (builder: GraphBuilder, image: string) => string,
): Model {
  const builder = new GraphBuilder("net");
  const image = builder.input({
    name: "image",
    type: "float32",
    dims: ["n", 3, 8, 10],
  });
  const last = grow(builder, image);
  builder.op("Identity", [last], { outputs: ["scores"] });
  builder.output({ name: "scores", type: "float32", dims: undefined });
  return modelOf(builder.build());
}

function layersOf(model: Model): readonly Layer[] {
  return readNetwork(model, [8, 10]).plan.layers;
}

/** Nodes in another order in which each still follows those that it reads. */
function shuffled({ nodes }: Graph, keys: readonly number[]): Node[] {
  const makers = new Map(
    nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  );
  const order: Node[] = [];
  const left = nodes.map((node, i) => ({ node, key: keys[i % keys.length]! }))
    .sort((a, b) => a.key - b.key);
  const placed = new Set<Node>();
  while (left.length > 0) {
    const at = left.findIndex(({ node }) =>
      node.inputs.every((name) =>
        !makers.has(name) || placed.has(makers.get(name)!)
      )
    );
    const { node } = left.splice(at, 1)[0]!;
    placed.add(node);
    order.push(node);
  }
  return order;
}

Deno.test("readNetwork() does not depend on the order of nodes", () => {
  const model = buildNetwork(PLAN);
  const expected = readNetwork(model, [60, 70]).plan.layers;
  assert.equal(expected.length, PLAN.layers.length);
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { minLength: 50, maxLength: 50 }),
      (keys) => {
        const nodes = shuffled(model.graph, keys);
        const other = { ...model, graph: { ...model.graph, nodes } };
        assert.deepEqual(readNetwork(other, [60, 70]).plan.layers, expected);
      },
    ),
    { seed: 4, numRuns: 5 },
  );
});

Deno.test("readNetwork() adds a Pad to the window behind it, through a Transpose", () => {
  const [layer, ...others] = layersOf(network((builder, image) => {
    const [last] = builder.op("Transpose", [image], {
      attributes: { perm: [0n, 2n, 3n, 1n] },
    });
    const pads = builder.constant(int64([0, 1, 2, 0, 0, 3, 4, 0]));
    const [padded] = builder.op("Pad", [last!, pads]);
    const [first] = builder.op("Transpose", [padded!], {
      attributes: { perm: [0n, 3n, 1n, 2n] },
    });
    const weights = builder.constant(someFloats([4, 3, 3, 3]));
    return builder.op("Conv", [first!, weights], {
      attributes: { pads: [1n, 1n, 1n, 1n] },
    })[0]!;
  }));
  assert.deepEqual(others, []);
  assert.ok(layer?.kind === "convolution");
  assert.deepEqual(layer.padding, [2, 3, 4, 5]);
});

Deno.test("readNetwork() leaves a Pad that no window can take to itself", () => {
  for (
    const [mode, value] of [["reflect", undefined], ["constant", 1]] as const
  ) {
    const layers = layersOf(network((builder, image) => {
      const pads = builder.constant(int64([0, 0, 1, 1, 0, 0, 1, 1]));
      const filled = value === undefined
        ? []
        : [builder.constant(floats([], [value]))];
      const [padded] = builder.op("Pad", [image, pads, ...filled], {
        attributes: { mode },
      });
      const weights = builder.constant(someFloats([4, 3, 3, 3]));
      return builder.op("Conv", [padded!, weights])[0]!;
    }));
    assert.deepEqual(
      layers.map((layer) => layer.kind === "other" ? layer.op : layer.kind),
      ["Pad", "convolution"],
    );
  }
});

Deno.test("readNetwork() sums up what is done to pixels", () => {
  const [layer, ...others] = layersOf(network((builder, image) => {
    const constant = (...values: number[]): string =>
      builder.constant(floats([values.length, 1, 1], values));
    const [a] = builder.op("Sub", [image, constant(1, 2, 3)]);
    const [root] = builder.op("Sqrt", [constant(4, 9, 16)]);
    const [b] = builder.op("Div", [a!, root!]);
    const [c] = builder.op("Sub", [builder.constant(floats([], [5])), b!]);
    return builder.op("Mul", [c!, constant(2, 2, 2)])[0]!;
  }));
  assert.deepEqual(others, []);
  assert.ok(layer?.kind === "scaling");
  // 2 (5 - (x - m) / s)
  assert.deepEqual(layer.scale, [-1, -2 / 3, -0.5]);
  assert.deepEqual(layer.shift, [11, 10 + 4 / 3, 11.5]);
});

Deno.test("readNetwork() takes constants behind a convolution for its bias or normalisation", () => {
  const kinds = (ops: readonly string[]): unknown =>
    layersOf(network((builder, image) => {
      const weights = builder.constant(someFloats([4, 3, 1, 1]));
      let [x] = builder.op("Conv", [image, weights]);
      for (const op of ops) {
        const vector = builder.constant(someFloats([4, 1, 1]));
        [x] = builder.op(op, [x!, vector]);
      }
      return x!;
    })).map((layer) =>
      layer.kind === "convolution"
        ? `${layer.bias ? "biased" : "plain"}${layer.norm ? ", normed" : ""}`
        : layer.kind
    );
  assert.deepEqual(kinds(["Add"]), ["biased"]);
  assert.deepEqual(kinds(["Mul", "Add"]), ["plain, normed"]);
  assert.deepEqual(kinds(["Add", "Mul", "Add"]), ["biased, normed"]);
});

Deno.test("readNetwork() reads a mean in its various forms", () => {
  const ops: Record<string, (builder: GraphBuilder, image: string) => string> =
    {
      global: (builder, image) => builder.op("GlobalAveragePool", [image])[0]!,
      reduced: (builder, image) =>
        builder.op("ReduceMean", [image], {
          attributes: { axes: [-2n, -1n], keepdims: 0n },
        })[0]!,
      window: (builder, image) =>
        builder.op("AveragePool", [image], {
          attributes: { kernel_shape: [8n, 10n] },
        })[0]!,
    };
  for (const grow of Object.values(ops)) {
    const [layer, ...others] = layersOf(network(grow));
    assert.equal(layer?.kind, "mean");
    assert.deepEqual(others, []);
  }
});

Deno.test("readNetwork() gives the name of what it has no word for", () => {
  const layers = layersOf(
    network((builder, image) =>
      builder.op("LRN", [image], { attributes: { size: 3n } })[0]!
    ),
  );
  assert.deepEqual(
    layers.map((layer) => layer.kind === "other" && layer.op),
    ["LRN"],
  );
});

Deno.test("readNetwork() refuses what takes no picture or is bound to a processor", () => {
  const grey = network((_, image) => image);
  const [image] = grey.graph.inputs;
  const inputs = [{ ...image!, dims: ["n", 1, 8, 10] }];
  assert.throws(
    () => layersOf({ ...grey, graph: { ...grey.graph, inputs } }),
    {
      name: "TypeError",
      message:
        'Cannot compare a model whose input "image" has 1 channels: a picture has three: supply a model for pictures',
    },
  );
  const blocked = network((builder, image) =>
    builder.op("Conv", [image], { domain: "com.microsoft.nchwc" })[0]!
  );
  assert.throws(() => layersOf(blocked), {
    name: "TypeError",
    message:
      'Cannot compare a model with the operator "com.microsoft.nchwc.Conv": it was optimised for one kind of processor: supply the model as it was exported',
  });
});
