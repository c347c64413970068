import fc from "fast-check";
import type { Attribute } from "../../../../models/onnx/graph.ts";
import { sizeOf } from "../../../../models/onnx/tensor.ts";
import { checkGradient, node, spaced, uniform } from "./check_gradient.ts";

/** How an operator of one input is checked. */
interface Unary {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** The least input; -2 unless said. */
  readonly low?: number;
  readonly opset?: number;
  /** Whether its derivative jumps, at multiples of 0.1 that inputs keep away from. */
  readonly kinked?: boolean;
}

/** Operators by name, with several attributes each where they have any. */
const UNARY: readonly (readonly [string, Unary])[] = [
  ["Exp", {}],
  ["Log", { low: 0.5 }],
  ["Sqrt", { low: 0.5 }],
  ["Reciprocal", { low: 0.6 }],
  ["Neg", {}],
  ["Abs", { kinked: true }],
  ["Erf", {}],
  ["Sigmoid", {}],
  ["Tanh", {}],
  ["Softplus", {}],
  ["Softsign", { kinked: true }],
  ["Gelu", { opset: 20 }],
  ["Gelu", { opset: 20, attributes: { approximate: "tanh" } }],
  ["Relu", { kinked: true }],
  ["LeakyRelu", { kinked: true }],
  ["LeakyRelu", { kinked: true, attributes: { alpha: 0.3 } }],
  ["Elu", { kinked: true }],
  ["Elu", { kinked: true, attributes: { alpha: 0.3 } }],
  ["HardSigmoid", { kinked: true, attributes: { alpha: 0.25, beta: 0.5 } }],
  ["HardSigmoid", { kinked: true }],
  ["HardSwish", { kinked: true }],
  ["Clip", { kinked: true, opset: 9, attributes: { min: -0.5, max: 2 } }],
  ["Clip", { kinked: true, opset: 9, attributes: { max: 1 } }],
  ["Clip", { kinked: true, opset: 9, attributes: { min: 0, max: 6 } }],
];

Deno.test("differentiate() matches finite differences of functions of one number", async () => {
  for (const [op, { attributes = {}, low = -2, opset, kinked }] of UNARY) {
    const dims = [3, 50];
    await checkGradient({
      inputs: {
        x: kinked
          ? spaced(dims, { seed: 1 })
          : uniform(dims, { seed: 1, low, high: 2.5 }),
      },
      declared: { x: ["N", "C"] },
      build: (graph) => node(graph, op, { inputs: ["x"], attributes }),
      ...opset === undefined ? {} : { opset },
    }, { seed: 2 }).catch((cause: unknown) => {
      throw new Error(`${op} ${JSON.stringify(attributes)}`, { cause });
    });
  }
});

Deno.test("differentiate() matches finite differences of Clip by constant inputs", async () => {
  const bound = (value: number) => ({
    type: "float32" as const,
    dims: [],
    data: Float32Array.of(value),
  });
  for (
    const inputs of [
      ["x", bound(-0.5), bound(2)],
      ["x", "", bound(1)],
      ["x", bound(0)],
      ["x", bound(0), bound(6)],
      ["x"],
    ]
  ) {
    await checkGradient({
      inputs: { x: spaced([4, 40], { seed: 3 }) },
      build: (graph) => node(graph, "Clip", { inputs }),
      opset: 13,
    }, { seed: 4 });
  }
});

/** Two shapes that broadcast together, and which of their sizes are left open. */
const pairs = fc.record({
  dims: fc.array(fc.integer({ min: 1, max: 4 }), {
    minLength: 1,
    maxLength: 4,
  }),
  ones: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  cut: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
  open: fc.boolean(),
  opset: fc.constantFrom(9, 12, 13, 17, 20),
  seed: fc.integer({ min: 1, max: 1e6 }),
}).map(({ dims, ones, cut, open, opset, seed }) => {
  const [one, other] = [0, 4].map((from, index) =>
    dims.map((size, axis) => ones[from + axis] ? 1 : size)
      .slice(Math.min(dims.length, index === 0 ? cut[0] : cut[1]))
  );
  const [a = [], b = []] = [one, other];
  // An open size must not leave open whether it was broadcast.
  const opens = open && a.length > 0 && a.length >= b.length &&
    (a.length > b.length || b[0] === 1);
  return { a, b, opens, opset, seed };
});

Deno.test("differentiate() matches finite differences of arithmetic with broadcasting", async () => {
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    Add: [-1, 1],
    Sub: [-1, 1],
    Mul: [-1, 1],
    Div: [0.6, 1.5],
    Pow: [0.6, 1.5],
    Sum: [-1, 1],
    Mean: [-1, 1],
  };
  for (const [op, [low, high]] of Object.entries(ranges)) {
    await fc.assert(
      fc.asyncProperty(pairs, async ({ a, b, opens, opset, seed }) => {
        await checkGradient({
          inputs: {
            a: uniform(a, { seed, low, high }),
            b: uniform(b, { seed: seed + 1, low, high }),
          },
          declared: opens ? { a: ["N", ...a.slice(1)] } : {},
          build: (graph) => node(graph, op, { inputs: ["a", "b"] }),
          opset,
        }, { seed });
      }),
      { seed: 5, numRuns: 15 },
    );
  }
});

Deno.test("differentiate() matches finite differences of Max, Min, PRelu and Where with broadcasting", async () => {
  for (const op of ["Max", "Min", "PRelu", "Where"]) {
    await fc.assert(
      fc.asyncProperty(pairs, async ({ a, b, opset, seed }) => {
        // Of the two, the grid of one lies between the points of the other.
        const other = spaced(b, { seed: seed + 1 });
        if (op === "PRelu" && b.length > a.length) return;
        if (
          op === "PRelu" &&
          b.some((size, axis) =>
            size !== 1 && a[axis + a.length - b.length] === 1
          )
        ) return;
        await checkGradient({
          inputs: {
            a: spaced(a, { seed }),
            b: { ...other, data: other.data.map((value) => value + 0.05) },
          },
          build: (graph) => {
            if (op !== "Where") return node(graph, op, { inputs: ["a", "b"] });
            const condition = {
              type: "bool" as const,
              dims: a,
              data: Uint8Array.from(
                { length: sizeOf(a) },
                (_, index) => index % 2,
              ),
            };
            return node(graph, op, { inputs: [condition, "a", "b"] });
          },
          opset,
        }, { seed });
      }),
      { seed: 6, numRuns: 12 },
    );
  }
});

Deno.test("differentiate() matches finite differences of operators of three inputs and of one", async () => {
  for (const op of ["Sum", "Mean", "Max", "Min"]) {
    await checkGradient({
      inputs: {
        a: spaced([2, 3], { seed: 7 }),
        // Off the grid of the first, and apart from each other.
        b: { dims: [3], data: Float32Array.of(0.1, 0.2, -0.1) },
        c: { dims: [2, 1], data: Float32Array.of(-0.2, 0) },
      },
      build: (graph) => node(graph, op, { inputs: ["a", "b", "c"] }),
    }, { seed: 10 });
    await checkGradient({
      inputs: { a: spaced([2, 3], { seed: 7 }) },
      build: (graph) => node(graph, op, { inputs: ["a"] }),
    }, { seed: 11 });
  }
});

Deno.test("differentiate() matches finite differences of Pow by constant exponents", async () => {
  for (const exponent of [0, 1, 2, 3, 0.5, -1, -1.5]) {
    for (const type of ["float32", "int64"] as const) {
      if (!Number.isInteger(exponent) && type === "int64") continue;
      const tensor = type === "float32"
        ? { type, dims: [], data: Float32Array.of(exponent) }
        : { type, dims: [1], data: BigInt64Array.of(BigInt(exponent)) };
      const low = exponent > 0 && Number.isInteger(exponent) ? -2 : 0.5;
      await checkGradient({
        inputs: { x: uniform([2, 9], { seed: 12, low, high: 2 }) },
        build: (graph) => node(graph, "Pow", { inputs: ["x", tensor] }),
      }, { seed: 13 });
    }
  }
});

Deno.test("differentiate() adds up what arrives at a tensor that is read twice", async () => {
  await checkGradient({
    inputs: { x: uniform([2, 5], { seed: 14 }) },
    build: (graph) => {
      const square = node(graph, "Mul", { inputs: ["x", "x"] });
      const wave = node(graph, "Tanh", { inputs: ["x"] });
      const sum = node(graph, "Add", { inputs: [square, wave] });
      return node(graph, "Mul", { inputs: [sum, wave] });
    },
  }, { seed: 15 });
});
