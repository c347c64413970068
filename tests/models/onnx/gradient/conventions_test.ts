import assert from "node:assert/strict";
import type { Attribute } from "../../../../models/onnx/graph.ts";
import type { Tensor } from "../../../../models/onnx/tensor.ts";
import { sizeOf } from "../../../../models/onnx/tensor.ts";
import { type Floats, node, runGradient } from "./check_gradient.ts";
import fixture from "./fixtures/conventions.json" with { type: "json" };

/** How ONNX says what a function of torch does. */
interface Counterpart {
  readonly op: string;
  readonly rest?: readonly (Tensor | "")[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly opset?: number;
}

function scalar(value: number): Tensor {
  return { type: "float32", dims: [], data: Float32Array.of(value) };
}

const COUNTERPARTS: Readonly<
  Record<keyof typeof fixture.functions, readonly Counterpart[]>
> = {
  relu: [{ op: "Relu" }],
  leaky_relu: [{ op: "LeakyRelu", attributes: { alpha: 0.25 } }],
  prelu: [{ op: "PRelu", rest: [scalar(0.25)] }],
  elu: [{ op: "Elu", attributes: { alpha: 0.5 } }],
  clamp: [
    { op: "Clip", rest: [scalar(-1), scalar(2)] },
    { op: "Clip", attributes: { min: -1, max: 2 }, opset: 10 },
  ],
  clamp_min: [
    { op: "Clip", rest: [scalar(0)] },
    { op: "Clip", attributes: { min: 0 }, opset: 10 },
  ],
  relu6: [
    { op: "Clip", rest: [scalar(0), scalar(6)] },
    { op: "Clip", attributes: { min: 0, max: 6 }, opset: 10 },
  ],
  hardsigmoid: [{ op: "HardSigmoid", attributes: { alpha: 1 / 6 } }],
  hardswish: [{ op: "HardSwish" }],
  abs: [{ op: "Abs" }],
  round: [{ op: "Round" }],
  norm: [{ op: "ReduceL2" }],
  maximum: [{ op: "Max" }, { op: "Max", opset: 10 }],
  minimum: [{ op: "Min" }],
  amax: [{ op: "ReduceMax" }, { op: "ReduceMax", opset: 18 }],
  amin: [{ op: "ReduceMin" }],
  pow: [{ op: "Pow" }, { op: "Pow", opset: 10 }],
  pow_constant: [],
};

Deno.test("differentiate() does at kinks and ties what torch does", async () => {
  for (const [name, counterparts] of Object.entries(COUNTERPARTS)) {
    const { inputs, gradients } =
      fixture.functions[name as keyof typeof fixture.functions];
    for (const { op, rest = [], attributes = {}, opset } of counterparts) {
      const given = inputs.map((values, index) =>
        [`x${index}`, floats(values)] as const
      );
      const result = await runGradient({
        inputs: Object.fromEntries(given),
        build: (graph) =>
          node(graph, op, {
            inputs: [...given.map(([input]) => input), ...rest],
            attributes,
          }),
        ...opset === undefined ? {} : { opset },
      });
      for (const [index, [input]] of given.entries()) {
        const computed = Array.from(result.gradients.get(input)?.data ?? []);
        const expected = Array.from(Float32Array.from(gradients[index] ?? []));
        assert.equal(computed.length, expected.length);
        for (const [at, value] of computed.entries()) {
          const target = expected[at] ?? NaN;
          assert.ok(
            Math.abs(value - target) <= 1e-6,
            `${name} by ${op} ${opset ?? ""}: ${computed}, torch ${expected}`,
          );
        }
      }
    }
  }
});

Deno.test("differentiate() gives powers by constant exponents a number at 0, as torch", async () => {
  const { inputs: [values = []], gradients } = fixture.functions.pow_constant;
  const { gradients: computed } = await runGradient({
    inputs: { x: floats(values) },
    build: (graph) =>
      [0, 1, 2].map((exponent) =>
        node(graph, "Pow", { inputs: ["x", scalar(exponent)] })
      ).reduce((a, b) => node(graph, "Add", { inputs: [a, b] })),
  });
  assert.deepEqual(Array.from(computed.get("x")?.data ?? []), gradients[0]);
});

Deno.test("differentiate() passes MaxPool's gradient to the first maximum, as torch", async () => {
  for (const pooling of fixture.poolings) {
    for (const opset of [10, 11, 17]) {
      const computed = await gradientOfCoarse("MaxPool", {
        sizes: pooling.sizes,
        attributes: {
          kernel_shape: pooling.kernel.map(BigInt),
          strides: pooling.strides.map(BigInt),
          dilations: pooling.dilations.map(BigInt),
          pads: [...pooling.padding, ...pooling.padding].map(BigInt),
          ceil_mode: pooling.ceil ? 1n : 0n,
        },
        opset,
      });
      assert.deepEqual(computed, pooling.gradient, JSON.stringify(pooling));
    }
  }
});

Deno.test("differentiate() passes GlobalMaxPool's gradient to the first maximum, as torch", async () => {
  const { sizes, gradient } = fixture.global_pooling;
  const computed = await gradientOfCoarse("GlobalMaxPool", {
    sizes,
    attributes: {},
    opset: 17,
  });
  assert.deepEqual(computed, gradient);
});

function floats(values: readonly number[]): Floats {
  return { dims: [values.length], data: Float32Array.from(values) };
}

/**
 * The gradient of a pooling of two channels of whole numbers from -1 to 1, each
 * window's weighted by its number from 1 on: as the fixture's script makes them.
 */
async function gradientOfCoarse(
  op: string,
  options: {
    readonly sizes: readonly number[];
    readonly attributes: Readonly<Record<string, Attribute>>;
    readonly opset: number;
  },
): Promise<number[]> {
  const { sizes, attributes, opset } = options;
  const dims = [1, 2, ...sizes];
  const data = Float32Array.from(
    { length: sizeOf(dims) },
    (_, index) => (index * index * 7 + index) % 11 % 3 - 1,
  );
  const given = {
    inputs: { x: { dims, data } },
    build: (graph: Parameters<typeof node>[0]) =>
      node(graph, op, { inputs: ["x"], attributes }),
    opset,
  };
  const { output } = await runGradient(given);
  const seed = {
    dims: output.dims,
    data: Float32Array.from(output.data, (_, index) => index + 1),
  };
  const { gradients } = await runGradient(given, { seed });
  return Array.from(gradients.get("x")?.data ?? []);
}
