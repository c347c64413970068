import assert from "node:assert/strict";
import fc from "fast-check";
import {
  checkGradient,
  gradientModel,
  node,
  uniform,
} from "./check_gradient.ts";

const size = fc.integer({ min: 1, max: 5 });

const products = fc.record({
  rows: size,
  inner: size,
  columns: size,
  transA: fc.constantFrom(0n, 1n),
  transB: fc.constantFrom(0n, 1n),
  alpha: fc.constantFrom(undefined, 0.5),
  beta: fc.constantFrom(undefined, 2),
  bias: fc.constantFrom("", "full", "row", "column", "vector", "scalar"),
  open: fc.boolean(),
  opset: fc.constantFrom(9, 11, 17),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

Deno.test("differentiate() matches finite differences of Gemm", async () => {
  await fc.assert(
    fc.asyncProperty(products, async (given) => {
      const { rows, inner, columns, transA, transB, alpha, beta, seed } = given;
      const biases: Readonly<Record<string, readonly number[]>> = {
        full: [rows, columns],
        row: [1, columns],
        column: [rows, 1],
        vector: [columns],
        scalar: [],
      };
      const c = biases[given.bias];
      const a = transA ? [inner, rows] : [rows, inner];
      // Before version 11 the bias is not optional.
      if (c === undefined && given.opset < 11) return;
      const open = given.open && !transA && given.bias !== "column" &&
        given.bias !== "full";
      await checkGradient({
        inputs: {
          a: uniform(a, { seed }),
          b: uniform(transB ? [columns, inner] : [inner, columns], {
            seed: seed + 1,
          }),
          ...c === undefined ? {} : { c: uniform(c, { seed: seed + 2 }) },
        },
        declared: open ? { a: ["N", inner] } : {},
        build: (graph) =>
          node(graph, "Gemm", {
            inputs: c === undefined ? ["a", "b"] : ["a", "b", "c"],
            attributes: {
              transA,
              transB,
              ...alpha === undefined ? {} : { alpha },
              ...beta === undefined ? {} : { beta },
            },
          }),
        opset: given.opset,
      }, { seed });
    }),
    { seed: 1, numRuns: 40 },
  );
});

// A scalar aborts onnxruntime-web 1.30 on WebGPU.
Deno.test("differentiate() gives Gemm no scalar for a bias", () => {
  for (const op of ["Gemm", "MatMul"]) {
    const { model } = gradientModel({
      inputs: {
        a: uniform([2, 3], { seed: 1 }),
        b: uniform([3, 4], { seed: 2 }),
      },
      build: (graph) =>
        op === "MatMul"
          ? node(graph, op, { inputs: ["a", "b"] })
          : node(graph, op, {
            inputs: [
              "a",
              "b",
              { type: "float32", dims: [4], data: new Float32Array(4) },
            ],
          }),
      opset: 9,
    });
    const biases = model.graph.nodes.filter(({ op, name }) =>
      op === "Gemm" && name.startsWith("gradient/")
    ).map(({ inputs }) => model.graph.initializers.get(inputs[2] ?? "")?.dims);
    assert.ok(biases.length > 0);
    for (const dims of biases) assert.deepEqual(dims, [1]);
  }
});

/** Factors of a matrix product: shapes before the last two axes that broadcast. */
const factors = fc.record({
  stack: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  ones: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  cut: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
  rows: fc.oneof(size, fc.constant(0)),
  inner: size,
  columns: fc.oneof(size, fc.constant(0)),
  open: fc.boolean(),
  opset: fc.constantFrom(9, 13, 17),
  seed: fc.integer({ min: 1, max: 1e6 }),
}).map(({ stack, ones, cut, rows, inner, columns, ...rest }) => {
  const part = (from: number, drop: number) =>
    stack.map((length, axis) => ones[from + axis] ? 1 : length).slice(drop);
  return {
    // Without rows, or columns, a factor is a vector.
    a: rows === 0 ? [inner] : [...part(0, cut[0]), rows, inner],
    b: columns === 0 ? [inner] : [...part(2, cut[1]), inner, columns],
    ...rest,
  };
});

Deno.test("differentiate() matches finite differences of MatMul", async () => {
  await fc.assert(
    fc.asyncProperty(factors, async ({ a, b, open, opset, seed }) => {
      // An open first size must not leave open whether it was broadcast.
      const opens = open && a.length > 1 && b.length <= 2;
      await checkGradient({
        inputs: {
          a: uniform(a, { seed }),
          b: uniform(b, { seed: seed + 1 }),
        },
        declared: opens ? { a: ["N", ...a.slice(1)] } : {},
        build: (graph) => node(graph, "MatMul", { inputs: ["a", "b"] }),
        opset,
      }, { seed });
    }),
    { seed: 2, numRuns: 60 },
  );
});
