import fc from "fast-check";
import {
  checkGradient,
  type Floats,
  integers,
  node,
  uniform,
} from "./check_gradient.ts";

const seeds = fc.integer({ min: 1, max: 1e6 });
const shapes = fc.array(fc.integer({ min: 1, max: 5 }), {
  minLength: 1,
  maxLength: 4,
});

/** The shape with its first size open, if that may be. */
function declared(
  x: Floats,
  options: { readonly open: boolean },
): Record<string, readonly (number | string)[]> {
  return options.open ? { x: ["N", ...x.dims.slice(1)] } : {};
}

const slices = fc.record({
  dims: shapes,
  axis: fc.nat(),
  other: fc.nat(),
  negative: fc.boolean(),
  start: fc.integer({ min: -6, max: 5 }),
  end: fc.constantFrom(-2, -1, 1, 2, 3, 5, 2 ** 31 - 1),
  step: fc.constantFrom(1, 1, 2, 3, -1, -2),
  open: fc.boolean(),
  opset: fc.constantFrom(9, 10, 13, 17),
  seed: seeds,
});

Deno.test("differentiate() matches finite differences of Slice", async () => {
  await fc.assert(
    fc.asyncProperty(slices, async (given) => {
      const { dims, opset, start, end, seed } = given;
      const axis = given.axis % dims.length;
      const other = given.other % dims.length;
      const step = opset < 10 ? 1 : given.step;
      // What is left must not be empty.
      const size = dims[axis] ?? 1;
      const place = (bound: number, low: number, high: number) =>
        Math.min(Math.max(bound < 0 ? bound + size : bound, low), high);
      const empty = step > 0
        ? place(start, 0, size) >= place(end, 0, size)
        : place(start, 0, size - 1) <= place(end, -1, size - 1);
      if (empty) return;
      const x = uniform(dims, { seed });
      const open = given.open && axis > 0;
      const axes = [given.negative ? axis - dims.length : axis];
      const rest = [[start], [end], axes, [step]];
      // A whole axis beside it, in the spelling of exporters.
      if (other !== axis) {
        for (const [index, value] of [0, 2 ** 31 - 1, other, 1].entries()) {
          rest[index]?.push(value);
        }
      }
      await checkGradient({
        inputs: { x },
        declared: declared(x, { open }),
        build: (graph) =>
          opset < 10
            ? node(graph, "Slice", {
              inputs: ["x"],
              attributes: {
                starts: [BigInt(start)],
                ends: [BigInt(end)],
                axes: [BigInt(axis)],
              },
            })
            : node(graph, "Slice", {
              inputs: ["x", ...rest.map((list) => integers(...list))],
            }),
        opset,
      }, { seed });
    }),
    { seed: 1, numRuns: 120 },
  );
});

const gathers = fc.record({
  dims: shapes,
  axis: fc.nat(),
  negative: fc.boolean(),
  places: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
  square: fc.boolean(),
  single: fc.boolean(),
  varying: fc.boolean(),
  open: fc.boolean(),
  opset: fc.constantFrom(9, 11, 17),
  seed: seeds,
});

Deno.test("differentiate() matches finite differences of Gather", async () => {
  await fc.assert(
    fc.asyncProperty(gathers, async (given) => {
      const { dims, opset, seed, single, negative } = given;
      const axis = given.axis % dims.length;
      const size = dims[axis] ?? 1;
      const places = given.places.map((place) =>
        place % size - (negative && opset >= 11 ? size : 0)
      ).slice(0, single ? 1 : undefined);
      const square = given.square && places.length % 2 === 0;
      const indices = {
        type: "int64" as const,
        dims: single ? [] : square ? [places.length / 2, 2] : [places.length],
        data: BigInt64Array.from(places, BigInt),
      };
      const x = uniform(dims, { seed });
      await checkGradient({
        inputs: { x },
        declared: declared(x, { open: given.open && axis > 0 }),
        build: (graph) => {
          const constant = graph.constant(indices);
          // A node that is not folded here stands for indices from the run.
          const index = given.varying
            ? node(graph, "Neg", {
              inputs: [node(graph, "Neg", { inputs: [constant] })],
            })
            : constant;
          return node(graph, "Gather", {
            inputs: ["x", index],
            attributes: { axis: BigInt(axis) },
          });
        },
        opset,
      }, { seed });
    }),
    { seed: 2, numRuns: 80 },
  );
});

const pads = fc.record({
  dims: fc.array(fc.integer({ min: 3, max: 5 }), {
    minLength: 1,
    maxLength: 4,
  }),
  amounts: fc.array(fc.integer({ min: -1, max: 2 }), {
    minLength: 8,
    maxLength: 8,
  }),
  mode: fc.constantFrom("constant", "constant", "reflect", "edge", "wrap"),
  listed: fc.boolean(),
  open: fc.boolean(),
  opset: fc.constantFrom(9, 11, 13, 18, 19),
  seed: seeds,
});

Deno.test("differentiate() matches finite differences of Pad", async () => {
  await fc.assert(
    fc.asyncProperty(pads, async ({ dims, open, opset, seed, ...given }) => {
      const mode = opset < 19 && given.mode === "wrap" ? "edge" : given.mode;
      const rank = dims.length;
      const amounts = given.amounts.slice(0, 2 * rank).map((amount, index) =>
        open && index % rank === 0 || mode !== "constant" && amount < 0
          ? 0
          : amount
      );
      const listed = given.listed && opset >= 18 && rank > 1;
      // The last axis alone, counted from the back.
      const told = listed
        ? [amounts[rank - 1] ?? 0, amounts[2 * rank - 1] ?? 0]
        : amounts;
      const value = {
        type: "float32" as const,
        dims: [],
        data: Float32Array.of(0.5),
      };
      const x = uniform(dims, { seed });
      await checkGradient({
        inputs: { x },
        declared: declared(x, { open }),
        build: (graph) =>
          opset < 11
            ? node(graph, "Pad", {
              inputs: ["x"],
              attributes: { mode, pads: told.map(BigInt), value: 0.5 },
            })
            : node(graph, "Pad", {
              inputs: [
                "x",
                integers(...told),
                value,
                ...listed ? [integers(-1)] : [],
              ],
              attributes: { mode },
            }),
        opset,
      }, { seed });
    }),
    { seed: 3, numRuns: 80 },
  );
});

Deno.test("differentiate() matches finite differences of Expand", async () => {
  for (
    const [dims, shape, open] of [
      [[2, 1, 3], [2, 4, 3], false],
      [[2, 1, 3], [1, 4, 1], true],
      [[3], [2, 3], false],
      [[1], [2, 3], false],
      [[], [2, 3], false],
      [[1, 3], [4, 1, 3], false],
    ] as const
  ) {
    const x = uniform(dims, { seed: 1 });
    await checkGradient({
      inputs: { x },
      declared: declared(x, { open }),
      build: (graph) =>
        node(graph, "Expand", { inputs: ["x", integers(...shape)] }),
    }, { seed: 2 });
  }
});

Deno.test("differentiate() matches finite differences of Concat", async () => {
  for (const axis of [1, -2]) {
    for (const fixed of [[], ["b"], ["b", "c"], ["a"]]) {
      await checkGradient({
        inputs: {
          a: uniform([2, 3, 4], { seed: 1 }),
          b: uniform([2, 1, 4], { seed: 2 }),
          c: uniform([2, 2, 4], { seed: 3 }),
        },
        declared: { a: ["N", 3, 4], b: ["N", 1, 4], c: ["N", 2, 4] },
        fixed,
        build: (graph) =>
          node(graph, "Concat", {
            inputs: ["a", "b", "c"],
            attributes: { axis: BigInt(axis) },
          }),
      }, { seed: 4 });
    }
  }
});

Deno.test("differentiate() matches finite differences of Split, all parts used or some", async () => {
  for (const opset of [9, 13, 18]) {
    for (const used of [[0, 1, 2], [1], [2, 0]]) {
      await checkGradient({
        inputs: { x: uniform([2, 6, 3], { seed: 1 }) },
        declared: { x: ["N", 6, 3] },
        build: (graph) => {
          const sizes = opset < 13 ? [] : [graph.constant(integers(2, 2, 2))];
          const parts = graph.op("Split", ["x", ...sizes], {
            attributes: { axis: 1n },
            outputs: 3,
          });
          return used.map((part) => parts[part] ?? "").reduce((a, b) =>
            node(graph, "Mul", { inputs: [a, b] })
          );
        },
        opset,
      }, { seed: 2 });
    }
  }
});
