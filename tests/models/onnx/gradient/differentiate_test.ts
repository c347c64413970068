import assert from "node:assert/strict";
import * as ort from "onnxruntime-web";
import { differentiate } from "../../../../models/onnx/gradient/differentiate.ts";
import { EMITTED_OPERATORS } from "../../../../models/onnx/gradient/emitter.ts";
import { RULES } from "../../../../models/onnx/gradient/rules.ts";
import type { ElementType } from "../../../../models/onnx/element_type.ts";
import type { Model } from "../../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import { writeModel } from "../../../../models/onnx/write_model.ts";
import {
  checkGradient,
  integers,
  node,
  runGradient,
  uniform,
} from "./check_gradient.ts";

/** A model of one float32 input `x` [2, 3], or another type, with one output. */
function model(
  build: (graph: GraphBuilder) => string,
  options: { readonly opset?: number; readonly type?: ElementType } = {},
): { model: Model; of: string } {
  const { opset = 17, type = "float32" } = options;
  const graph = new GraphBuilder();
  graph.input({ name: "x", type, dims: [2, 3] });
  const of = build(graph);
  graph.output({ name: of, type: "float32", dims: undefined });
  return {
    model: {
      graph: graph.build(),
      irVersion: 8,
      opsets: new Map([["", opset]]),
      producer: "test",
      metadata: new Map(),
    },
    of,
  };
}

function outputsOf(given: Model, names: Iterable<string>): Model {
  const added = [...names].map((name) =>
    ({ name, type: "float32", dims: undefined }) as const
  );
  const outputs = [...given.graph.outputs, ...added];
  return { ...given, graph: { ...given.graph, outputs } };
}

async function run(
  given: Model,
  feeds: Readonly<Record<string, ort.Tensor>>,
): Promise<ort.InferenceSession.OnnxValueMapType> {
  const session = await ort.InferenceSession.create(writeModel(given), {
    executionProviders: ["wasm"],
  });
  const results = await session.run(feeds);
  await session.release();
  return results;
}

const X = new ort.Tensor(
  "float32",
  Float32Array.of(-1, -0.5, 0.25, 0.5, 1, 2),
  [2, 3],
);

Deno.test("differentiate() gives the gradients of initializers, activations and inputs at once", async () => {
  const weights = uniform([3, 4], { seed: 1 });
  const { model: plain, of } = model((graph) => {
    const w = graph.constant({
      type: "float32",
      dims: weights.dims,
      data: new Float32Array(weights.data),
    }, "w");
    const [hidden = ""] = graph.op("MatMul", ["x", w], { outputs: ["hidden"] });
    return node(graph, "Tanh", { inputs: [hidden] });
  });
  const { model: result, gradients } = differentiate(plain, {
    of,
    wrt: ["w", "hidden", "x", of],
  });
  assert.deepEqual([...gradients.keys()], ["w", "hidden", "x", of]);
  assert.deepEqual(result.graph.outputs, plain.graph.outputs);
  const outputs = await run(outputsOf(result, gradients.values()), { x: X });
  const values = (name: string) => {
    const tensor = outputs[gradients.get(name) ?? ""];
    return {
      dims: tensor?.dims,
      data: Array.from(tensor?.data as Float32Array),
    };
  };
  assert.deepEqual(values(of), { dims: [2, 4], data: new Array(8).fill(1) });
  const y = Array.from(outputs[of]?.data as Float32Array);
  const hidden = values("hidden");
  assert.deepEqual(hidden.dims, [2, 4]);
  for (const [at, value] of y.entries()) {
    assert.ok(Math.abs((hidden.data[at] ?? 0) - (1 - value * value)) < 1e-6);
  }
  const x = Array.from(X.data as Float32Array);
  const w = values("w");
  assert.deepEqual(w.dims, [3, 4]);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 4; column++) {
      const expected = (x[row] ?? 0) * (hidden.data[column] ?? 0) +
        (x[3 + row] ?? 0) * (hidden.data[4 + column] ?? 0);
      assert.ok(Math.abs((w.data[row * 4 + column] ?? 0) - expected) < 1e-5);
    }
  }
  assert.deepEqual(values("x").dims, [2, 3]);
});

Deno.test("differentiate() can differentiate what it made", async () => {
  const { model: plain, of } = model((graph) =>
    node(graph, "Tanh", { inputs: ["x"] })
  );
  const first = differentiate(plain, { of, wrt: ["x"] });
  const slope = first.gradients.get("x") ?? "";
  const second = differentiate(first.model, { of: slope, wrt: ["x"] });
  const bend = second.gradients.get("x") ?? "";
  const outputs = await run(outputsOf(second.model, [bend]), { x: X });
  const computed = Array.from(outputs[bend]?.data as Float32Array);
  for (const [at, y] of (outputs[of]?.data as Float32Array).entries()) {
    assert.ok(Math.abs((computed[at] ?? 0) + 2 * y * (1 - y * y)) < 1e-6);
  }
});

Deno.test("RULES has a rule for every operator that gradients are made of", () => {
  // These make whole numbers and truth values, or read nothing else.
  const discrete = ["ConstantOfShape", "Equal", "Greater", "Less", "Shape"];
  const missing = EMITTED_OPERATORS.filter((op) => !RULES.has(op));
  assert.deepEqual(missing, discrete);
});

Deno.test("differentiate() passes through a block with a residual and a gate", async () => {
  await checkGradient({
    inputs: {
      x: uniform([2, 4, 5, 6], { seed: 1 }),
      w: uniform([8, 2, 3, 3], { seed: 2 }),
      v: uniform([4, 8, 1, 1], { seed: 3 }),
    },
    declared: { x: ["N", 4, 5, 6] },
    build: (graph) => {
      const wide = node(graph, "Conv", {
        inputs: ["x", "w"],
        attributes: { group: 2n, pads: [1n, 1n, 1n, 1n] },
      });
      const parts = graph.op("Split", [wide, graph.constant(integers(4, 4))], {
        attributes: { axis: 1n },
        outputs: 2,
      });
      const gate = node(graph, "Sigmoid", {
        inputs: [
          node(graph, "GlobalAveragePool", { inputs: [parts[0] ?? ""] }),
        ],
      });
      const gated = node(graph, "Mul", { inputs: [parts[1] ?? "", gate] });
      const joined = node(graph, "Concat", {
        inputs: [gated, "x"],
        attributes: { axis: 1n },
      });
      const narrow = node(graph, "Conv", { inputs: [joined, "v"] });
      return node(graph, "Tanh", {
        inputs: [node(graph, "Add", { inputs: [narrow, "x"] })],
      });
    },
  }, { seed: 4 });
});

Deno.test("differentiate() weighs by a seed, of its shape or broadcast to it", async () => {
  const { model: plain, of } = model((graph) => {
    graph.input({ name: "full", type: "float32", dims: [2, 3] });
    graph.input({ name: "row", type: "float32", dims: [1, 3] });
    return node(graph, "Mul", { inputs: ["x", "x"] });
  });
  const full = new ort.Tensor("float32", [1, 2, 3, 4, 5, 6], [2, 3]);
  const row = new ort.Tensor("float32", [1, 0, -1], [1, 3]);
  for (
    const [seed, weights] of [
      ["full", [1, 2, 3, 4, 5, 6]],
      ["row", [1, 0, -1, 1, 0, -1]],
    ] as const
  ) {
    const { model: result, gradients } = differentiate(plain, {
      of,
      seed,
      wrt: ["x"],
    });
    const name = gradients.get("x") ?? "";
    const outputs = await run(outputsOf(result, [name]), { x: X, full, row });
    assert.deepEqual(
      Array.from(outputs[name]?.data as Float32Array),
      Array.from(X.data as Float32Array, (x, at) => 2 * x * (weights[at] ?? 0)),
    );
  }
});

Deno.test("differentiate() gives zeros where only flat functions lie between", async () => {
  const { gradients } = await runGradient({
    inputs: { x: uniform([2, 3], { seed: 1 }) },
    build: (graph) => node(graph, "Floor", { inputs: ["x"] }),
  });
  const gradient = gradients.get("x");
  assert.deepEqual(gradient?.dims, [2, 3]);
  assert.deepEqual(Array.from(gradient?.data ?? []), [0, 0, 0, 0, 0, 0]);
});

Deno.test("differentiate() only asks for rules of nodes on the way", () => {
  const { model: plain, of } = model((graph) => {
    const scaled = node(graph, "Mul", { inputs: ["x", "x"] });
    const beside = node(graph, "CumSum", {
      inputs: [scaled, { type: "int64", dims: [], data: BigInt64Array.of(0n) }],
    });
    graph.output({ name: beside, type: "float32", dims: [2, 3] });
    return node(graph, "Exp", { inputs: [scaled] });
  });
  const { model: result } = differentiate(plain, { of, wrt: ["x"] });
  const emitted = new Set<string>(EMITTED_OPERATORS);
  const added = result.graph.nodes.slice(plain.graph.nodes.length);
  assert.ok(added.length > 0);
  assert.ok(added.every(({ op }) => emitted.has(op)));
  assert.deepEqual(
    result.graph.nodes.slice(0, plain.graph.nodes.length),
    plain.graph.nodes,
  );
});

/** Models that cannot be differentiated, and what is said of them. */
const REFUSED: Readonly<
  Record<string, {
    readonly build: (graph: GraphBuilder) => string;
    readonly opset?: number;
    readonly type?: ElementType;
    readonly wrt?: string;
    readonly error: RegExp;
  }>
> = {
  "an operator without a rule": {
    build: (graph) =>
      graph.op("CumSum", [
        "x",
        graph.constant({ type: "int64", dims: [], data: BigInt64Array.of(0n) }),
      ], { name: "running" })[0] ?? "",
    error:
      /^TypeError: Cannot differentiate "CumSum" at node "running": there is no rule for this operator: choose/,
  },
  "an operator of another domain": {
    build: (graph) => {
      const [y = ""] = graph.op("Relu", ["x"], { domain: "com.example" });
      graph.value({ name: y, type: "float32", dims: [2, 3] });
      return node(graph, "Exp", { inputs: [y] });
    },
    error:
      /^TypeError: Cannot differentiate "com.example.Relu" at node "Relu":/,
  },
  "a branch that reads the tensor": {
    build: (graph) => {
      const inner = new GraphBuilder("then");
      const [y = ""] = inner.op("Exp", ["x"]);
      inner.output({ name: y, type: "float32", dims: [2, 3] });
      const branch = inner.build();
      const condition = graph.constant({
        type: "bool",
        dims: [],
        data: Uint8Array.of(1),
      });
      return graph.op("If", [condition], {
        attributes: { then_branch: branch, else_branch: branch },
      })[0] ?? "";
    },
    error:
      /^TypeError: Cannot differentiate "If" at node "If": there is no rule/,
  },
  "training mode": {
    build: (graph) => {
      const three = (value: number) =>
        graph.constant({
          type: "float32",
          dims: [3],
          data: new Float32Array(3).fill(value),
        });
      return graph.op("BatchNormalization", [
        "x",
        three(1),
        three(0),
        three(0),
        three(1),
      ], { attributes: { training_mode: 1n }, outputs: 3 })[0] ?? "";
    },
    error: /evaluation mode$/,
  },
  "a second output": {
    build: (graph) => {
      const scale = graph.constant({
        type: "float32",
        dims: [3],
        data: Float32Array.of(1, 1, 1),
      });
      return graph.op("LayerNormalization", ["x", scale], { outputs: 3 })[1] ??
        "";
    },
    error:
      /its output 1 \("LayerNormalization_1"\) is used, and only the first/,
  },
  "bounds that depend on the tensor": {
    build: (graph) => {
      const low = node(graph, "ReduceMin", {
        inputs: ["x"],
        attributes: { keepdims: 0n },
      });
      return node(graph, "Clip", { inputs: ["x", low] });
    },
    error: /"Clip" at node "Clip": its bounds have no gradient/,
  },
  "another type on the way": {
    build: (graph) => {
      const double = node(graph, "Cast", {
        inputs: ["x"],
        attributes: { to: 11n },
      });
      return node(graph, "Cast", { inputs: [double], attributes: { to: 1n } });
    },
    error: /the tensor "Cast" is float64 and gradients are computed in float32/,
  },
  "axes from the run": {
    build: (graph) => {
      graph.input({ name: "axes", type: "int64", dims: [1] });
      return node(graph, "ReduceSum", { inputs: ["x", "axes"] });
    },
    error: /its input 1 \("axes"\) is not constant: fold/,
  },
  "no way of real numbers": {
    build: (graph) => {
      const whole = node(graph, "Cast", {
        inputs: ["x"],
        attributes: { to: 7n },
      });
      return node(graph, "Cast", { inputs: [whole], attributes: { to: 1n } });
    },
    error: /^RangeError: .* with respect to "x": it does not depend on it:/,
  },
  "a tensor after the end": {
    build: (graph) => {
      const [y = ""] = graph.op("Exp", ["x"]);
      graph.op("Exp", [y], { outputs: ["later"] });
      return y;
    },
    wrt: "later",
    error: /^RangeError: .* with respect to "later": it does not depend on it:/,
  },
  "an unknown name": {
    build: (graph) => node(graph, "Exp", { inputs: ["x"] }),
    wrt: "y",
    error:
      /^RangeError: .* the tensor "y": the model has no tensor of this name/,
  },
  "an early operator set": {
    build: (graph) => node(graph, "Exp", { inputs: ["x"] }),
    opset: 8,
    error: /^RangeError: Cannot differentiate a model of operator set 8:/,
  },
  "whole numbers": {
    build: (graph) =>
      node(graph, "Cast", { inputs: ["x"], attributes: { to: 1n } }),
    type: "int64",
    error:
      /^TypeError: .* the tensor "x": it is int64 of rank 2: choose a float32/,
  },
};

for (
  const [name, { build, wrt = "x", error, ...options }] of Object.entries(
    REFUSED,
  )
) {
  Deno.test(`differentiate() refuses ${name}`, () => {
    const { model: plain, of } = model(build, options);
    assert.throws(
      () => differentiate(plain, { of, wrt: [wrt] }),
      (thrown) => error.test(String(thrown)) || assert.fail(String(thrown)),
    );
  });
}
