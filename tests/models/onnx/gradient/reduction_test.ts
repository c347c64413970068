import fc from "fast-check";
import { checkGradient, integers, node, spaced } from "./check_gradient.ts";

const OPERATORS = [
  "ReduceSum",
  "ReduceMean",
  "ReduceMax",
  "ReduceMin",
  "ReduceL2",
  "ReduceSumSquare",
  "ReduceLogSumExp",
] as const;

const reductions = fc.record({
  op: fc.constantFrom(...OPERATORS),
  dims: fc.array(fc.integer({ min: 1, max: 4 }), {
    minLength: 1,
    maxLength: 4,
  }),
  chosen: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  negative: fc.boolean(),
  listed: fc.boolean(),
  keepdims: fc.constantFrom(undefined, 0n, 1n),
  idle: fc.boolean(),
  open: fc.boolean(),
  opset: fc.constantFrom(9, 12, 13, 17, 18, 20),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

Deno.test("differentiate() matches finite differences of reductions", async () => {
  await fc.assert(
    fc.asyncProperty(reductions, async (given) => {
      const { op, dims, opset, negative, keepdims, seed } = given;
      const axes = dims.flatMap((_, axis) => given.chosen[axis] ? [axis] : [])
        .map((axis) => negative && opset >= 11 ? axis - dims.length : axis);
      const listed = given.listed && axes.length > 0;
      const asInput = opset >= (op === "ReduceSum" ? 13 : 18);
      const idle = given.idle && asInput && !listed && op === "ReduceSum";
      await checkGradient({
        inputs: { x: spaced(dims, { seed }) },
        declared: given.open ? { x: ["N", ...dims.slice(1)] } : {},
        build: (graph) =>
          node(graph, op, {
            inputs: listed && asInput ? ["x", integers(...axes)] : ["x"],
            attributes: {
              ...listed && !asInput ? { axes: axes.map(BigInt) } : {},
              ...keepdims === undefined ? {} : { keepdims },
              ...idle ? { noop_with_empty_axes: 1n } : {},
            },
          }),
        opset,
      }, { seed });
    }),
    { seed: 1, numRuns: 120 },
  );
});
