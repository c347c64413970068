import fc from "fast-check";
import type { Attribute } from "../../../../models/onnx/graph.ts";
import { checkGradient, node, spaced } from "./check_gradient.ts";

function perAxis(
  rank: number,
  range: { readonly min: number; readonly max: number },
): fc.Arbitrary<number[]> {
  return fc.array(fc.integer(range), { minLength: rank, maxLength: rank });
}

const poolings = fc.constantFrom(1, 2, 2, 2, 3).chain((rank) =>
  fc.record({
    batch: fc.integer({ min: 1, max: 3 }),
    open: fc.boolean(),
    channels: fc.integer({ min: 1, max: 3 }),
    sizes: perAxis(rank, { min: 5, max: rank === 3 ? 6 : 8 }),
    kernel: perAxis(rank, { min: 1, max: 3 }),
    strides: perAxis(rank, { min: 1, max: 3 }),
    dilations: perAxis(rank, { min: 1, max: 2 }),
    pads: perAxis(2 * rank, { min: 0, max: 1 }),
    automatic: fc.constantFrom("", "", "", "SAME_UPPER", "SAME_LOWER", "VALID"),
    ceil: fc.boolean(),
    includePad: fc.boolean(),
    opset: fc.constantFrom(9, 10, 12, 17, 19, 22),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
);

type Pooling = typeof poolings extends fc.Arbitrary<infer T> ? T : never;

async function checkPooling(op: string, given: Pooling): Promise<void> {
  const { kernel, opset, seed } = given;
  const average = op === "AveragePool";
  const same = given.automatic.startsWith("SAME");
  // Before version 22 the runtime's shape inference and its kernels disagree on a
  // last window that would begin beyond the tensor, and the model does not load.
  const timid = same || given.ceil && opset < 22;
  const strides = given.strides.map((step, axis) =>
    timid ? Math.min(step, kernel[axis] ?? 1) : step
  );
  // A border as wide as the kernel would have windows without a place.
  const pads = given.pads.map((size, index) =>
    timid ? 0 : Math.min(size, (kernel[index % kernel.length] ?? 1) - 1)
  );
  const attributes: Record<string, Attribute> = {
    kernel_shape: kernel.map(BigInt),
    strides: strides.map(BigInt),
    ...given.automatic === ""
      ? { pads: pads.map(BigInt) }
      : { auto_pad: given.automatic },
    ...opset >= 10 ? { ceil_mode: given.ceil ? 1n : 0n } : {},
    ...opset >= (average ? 19 : 10) && !same
      ? { dilations: given.dilations.map(BigInt) }
      : {},
    ...average ? { count_include_pad: given.includePad ? 1n : 0n } : {},
  };
  const dims = [given.batch, given.channels, ...given.sizes];
  await checkGradient({
    inputs: { x: spaced(dims, { seed }) },
    declared: given.open ? { x: ["N", ...dims.slice(1)] } : {},
    build: (graph) => node(graph, op, { inputs: ["x"], attributes }),
    opset,
  }, { seed });
}

Deno.test("differentiate() matches finite differences of MaxPool", async () => {
  await fc.assert(
    fc.asyncProperty(poolings, (given) => checkPooling("MaxPool", given)),
    { seed: 3, numRuns: 60 },
  );
});

Deno.test("differentiate() matches finite differences of AveragePool", async () => {
  await fc.assert(
    fc.asyncProperty(poolings, (given) => checkPooling("AveragePool", given)),
    { seed: 4, numRuns: 60 },
  );
});

Deno.test("differentiate() matches finite differences of global pooling", async () => {
  for (const op of ["GlobalAveragePool", "GlobalMaxPool"]) {
    for (const sizes of [[1, 1], [3, 5], [7], [2, 3, 2]]) {
      const dims = [2, 3, ...sizes];
      await checkGradient({
        inputs: { x: spaced(dims, { seed: 5 }) },
        declared: { x: ["N", ...dims.slice(1)] },
        build: (graph) => node(graph, op, { inputs: ["x"] }),
      }, { seed: 6 });
    }
  }
});
