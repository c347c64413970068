import fc from "fast-check";
import type { Attribute } from "../../../../models/onnx/graph.ts";
import assert from "node:assert/strict";
import { inferShapes } from "../../../../models/onnx/infer_shapes.ts";
import {
  checkGradient,
  type GradientCase,
  gradientModel,
  node,
  uniform,
} from "./check_gradient.ts";

const LARGE = { min: 1, max: 3 };

/** Numbers for each of the spatial axes. */
function perAxis(
  rank: number,
  range: { readonly min: number; readonly max: number },
): fc.Arbitrary<number[]> {
  return fc.array(fc.integer(range), { minLength: rank, maxLength: rank });
}

const convolutions = fc.constantFrom(1, 2, 2, 2).chain((rank) =>
  fc.record({
    batch: fc.integer({ min: 1, max: 3 }),
    open: fc.boolean(),
    groups: fc.constantFrom(1, 1, 2, 3),
    inputs: fc.integer({ min: 1, max: 3 }),
    // From five on, WebGPU needs padding to multiples of four.
    outputs: fc.constantFrom(1, 2, 3, 5, 6),
    sizes: perAxis(rank, { min: 6, max: 9 }),
    kernel: perAxis(rank, LARGE),
    strides: perAxis(rank, LARGE),
    dilations: perAxis(rank, { min: 1, max: 2 }),
    before: perAxis(rank, { min: 0, max: 2 }),
    after: perAxis(rank, { min: 0, max: 2 }),
    automatic: fc.constantFrom("", "", "SAME_UPPER", "SAME_LOWER", "VALID"),
    bias: fc.boolean(),
    opset: fc.constantFrom(9, 12, 17, 20),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
);

type Convolution = typeof convolutions extends fc.Arbitrary<infer T> ? T
  : never;

/** A case of either operator: `w` is [groups·outputs, inputs, ...kernel] in both. */
function convolutionCase(
  op: "Conv" | "ConvTranspose",
  given: Convolution,
): GradientCase {
  const { batch, groups, inputs, outputs, sizes, kernel, seed } = given;
  const same = given.automatic.startsWith("SAME");
  const transposed = op === "ConvTranspose";
  // Runtimes refuse SAME with dilations, and where it transposes steps longer than
  // the kernel they do not agree on what it means.
  const dilations = same ? kernel.map(() => 1) : given.dilations;
  const strides = given.strides.map((step, axis) =>
    same && transposed ? Math.min(step, kernel[axis] ?? 1) : step
  );
  const explicit = {
    pads: [...given.before, ...given.after].map(BigInt),
    ...transposed
      ? { output_padding: strides.map((step) => BigInt(step - 1)) }
      : {},
  };
  const attributes: Record<string, Attribute> = {
    group: BigInt(groups),
    strides: strides.map(BigInt),
    dilations: dilations.map(BigInt),
    ...given.automatic === "" ? explicit : { auto_pad: given.automatic },
  };
  const [read, made] = transposed ? [outputs, inputs] : [inputs, outputs];
  const x = uniform([batch, groups * read, ...sizes], { seed });
  return {
    inputs: {
      x,
      w: uniform([groups * outputs, inputs, ...kernel], { seed }),
      ...given.bias ? { b: uniform([groups * made], { seed }) } : {},
    },
    declared: given.open ? { x: ["N", ...x.dims.slice(1)] } : {},
    build: (graph) =>
      node(graph, op, {
        inputs: given.bias ? ["x", "w", "b"] : ["x", "w"],
        attributes,
      }),
    opset: given.opset,
  };
}

for (const op of ["Conv", "ConvTranspose"] as const) {
  Deno.test(`differentiate() matches finite differences of ${op}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        convolutions,
        (given) => checkGradient(convolutionCase(op, given), given),
      ),
      { seed: 1, numRuns: 50 },
    );
  });

  // Compared with WebAssembly, onnxruntime-web 1.30 was wrong in these uses, silently.
  Deno.test(`differentiate() uses no convolution for ${op} that WebGPU gets wrong`, () => {
    fc.assert(
      fc.property(convolutions, (given) => {
        const { model } = gradientModel(convolutionCase(op, given));
        const shapes = inferShapes(model);
        const sizes = (name = "") =>
          (shapes.get(name)?.dims ?? []).map((dim) =>
            typeof dim === "number" ? dim : NaN
          );
        for (const { op, name, inputs, attributes } of model.graph.nodes) {
          if (!name.startsWith("gradient/")) continue;
          const groups = Number(attributes.group ?? 1);
          const [narrow = 0, wide = 0, ...kernel] = sizes(inputs[1]);
          if (op === "ConvTranspose") {
            assert.ok(groups === 1 || wide > 1 || narrow === groups);
          }
          if (op === "Conv") {
            const own = narrow / groups;
            assert.ok(groups === 1 || own <= 4 || own % 4 === 0);
            const pads = attributes.pads as readonly bigint[];
            const spatial = String(sizes(inputs[0]).slice(2));
            const product = String(kernel) === spatial ||
              kernel.every((size) => size === 1);
            const before = pads.slice(0, kernel.length).some(Boolean);
            assert.ok(!product || before || !pads.some(Boolean));
          }
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });
}

Deno.test("differentiate() matches finite differences of ConvTranspose to a told size", async () => {
  for (const automatic of ["NOTSET", "SAME_UPPER", "SAME_LOWER"]) {
    await checkGradient({
      inputs: {
        x: uniform([1, 2, 4, 5], { seed: 3 }),
        w: uniform([2, 3, 3, 3], { seed: 4 }),
      },
      build: (graph) =>
        node(graph, "ConvTranspose", {
          inputs: ["x", "w"],
          attributes: {
            strides: [2n, 2n],
            output_shape: [8n, 10n],
            auto_pad: automatic,
          },
        }),
    }, { seed: 5 });
  }
});

Deno.test("differentiate() matches finite differences of Conv in three dimensions", async () => {
  await checkGradient({
    inputs: {
      x: uniform([2, 2, 4, 5, 6], { seed: 6 }),
      w: uniform([3, 2, 2, 3, 2], { seed: 7 }),
    },
    build: (graph) =>
      node(graph, "Conv", {
        inputs: ["x", "w"],
        attributes: { strides: [1n, 2n, 2n], pads: [1n, 0n, 1n, 0n, 1n, 1n] },
      }),
  }, { seed: 8 });
});
